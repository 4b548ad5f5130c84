import { expect, test } from "vitest";
import { readChanges, readStart } from "./form.ts";

function posted(given: Record<string, string> = {}): FormData {
  const form = new FormData();
  const fields = { name: "Sale", body: "Hi", linkUrl: "", audience: "all", tag: "", senderId: "", ...given };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("a line end costs one character, however the browser posts it", () => {
  expect(readChanges(posted({ body: "Hi\r\nthere" })).body).toBe("Hi\nthere");
});

test("nothing chosen is null, not an empty text", () => {
  expect(readChanges(posted())).toMatchObject({ linkUrl: null, senderId: null, audience: { kind: "all" } });
});

test("an audience by tag needs its tag, and is told so at the tag's field", () => {
  expect(readChanges(posted({ audience: "tag", tag: " vip " })).audience).toEqual({ kind: "tag", tag: "vip" });
  expect(() => readChanges(posted({ audience: "tag", tag: " " }))).toThrowError(
    expect.objectContaining({ field: "tag" }),
  );
});

test("the audience that an earlier campaign did not reach stays as it is stored", () => {
  expect(readChanges(posted({ audience: "unsent" }))).not.toHaveProperty("audience");
});

test("a campaign is urgent when its box is ticked, and only then", () => {
  expect(readChanges(posted({ isUrgent: "true" })).isUrgent).toBe(true);
  expect(readChanges(posted()).isUrgent).toBe(false);
});

test("a campaign starts now, at an hour of the store, or at one of each recipient's own clock", () => {
  expect(readStart(posted({ when: "now" }), "America/New_York")).toBe("now");
  const later = posted({ when: "later", date: "2026-11-27", time: "09:30" });
  expect(readStart(later, "America/New_York")).toEqual(new Date("2026-11-27T14:30:00Z"));
  const local = posted({ when: "local", date: "2026-11-27", time: "10:00:00" });
  expect(readStart(local, "America/New_York")).toEqual({ localTime: "2026-11-27T10:00" });
});

test("an audience by segment or list needs the one it is, and is told so at its field", () => {
  const id = "0190c0de-0000-7000-8000-000000000001";
  expect(readChanges(posted({ audience: "segment", segmentId: id })).audience).toMatchObject({ segmentId: id });
  expect(readChanges(posted({ audience: "list", listId: id })).audience).toMatchObject({ listId: id });
  for (const [audience, field] of [
    ["segment", "segmentId"],
    ["list", "listId"],
  ] as const)
    expect(() => readChanges(posted({ audience }))).toThrowError(expect.objectContaining({ field }));
});
