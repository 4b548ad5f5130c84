import { describe, expect, test } from "vitest";
import { type Draft, missingAudience } from "./draft.ts";

const draft: Draft = {
  name: "",
  body: "Hello",
  linkUrl: "",
  audience: "all",
  tag: "",
  segmentId: "",
  listId: "",
  unsentOf: "",
  unsentName: "",
  senderId: "",
  spendCap: "",
  isUrgent: "false",
};

describe("a campaign's audience", () => {
  test.each<[string, Partial<Draft>]>([
    ["tag", { audience: "tag", tag: "  " }],
    ["segment", { audience: "segment", tag: "vip" }],
    ["list", { audience: "list", segmentId: "a" }],
  ])("is asked for while no %s is named", (what, chosen) => {
    expect(missingAudience({ ...draft, ...chosen })).toContain(`a ${what}`);
  });

  test.each<Partial<Draft>>([
    { audience: "all" },
    { audience: "tag", tag: "vip" },
    { audience: "segment", segmentId: "a" },
    { audience: "list", listId: "a" },
    { audience: "unsent", unsentOf: "a" },
  ])("is known with %o", (chosen) => {
    expect(missingAudience({ ...draft, ...chosen })).toBeNull();
  });
});
