import { expect, test } from "vitest";
import type { FlowTrigger } from "#domain/flows/definition/entry-rules";
import { describeEntry } from "./describe-entry.ts";

const placed = (rules: Partial<FlowTrigger>) => describeEntry({ kind: "order-placed", ...rules }, "USD");

test("entry rules read as sentences, amounts in the store's currency", () => {
  expect(placed({})).toBe("Once for each event.");
  expect(placed({ reentry: { kind: "after-days", days: 30 } })).toBe("Again after 30 days.");
  const event = [
    { property: "amount", compare: "at-least" as const, value: 50_000_000 },
    { property: "country", compare: "one-of" as const, value: ["US", "CA"] },
  ];
  const people = { type: "tag", is: "has", tag: "vip" };
  expect(placed({ filter: { event, people: null } })).toBe(
    "Only if order total is at least $50.00 and country is one of “US” or “CA”. Once for each event.",
  );
  expect(placed({ filter: { event: [], people } })).toMatch(/^Only people who match …\.|^Only people /);
  expect(
    describeEntry(
      {
        kind: "order-refunded",
        filter: { event: [{ property: "is_full_refund", compare: "is", value: true }], people: null },
      },
      "EUR",
    ),
  ).toBe("Only if the whole order is refunded is yes. Once for each event.");
});

test("what is unfinished shows where something is missing", () => {
  const event = [{ property: "country", compare: "is" as const, value: "" }];
  expect(placed({ filter: { event, people: null } })).toBe("Only if country is …. Once for each event.");
});
