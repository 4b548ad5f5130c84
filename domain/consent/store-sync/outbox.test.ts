import { expect, test } from "vitest";
import { type ConsentSource, type ConsentStatus, NEVER_DECIDED } from "#domain/consent/decision";
import { type Change, outboxEntriesFor } from "./outbox.ts";

const at = new Date("2026-11-24T15:00:00Z");
const after = (marketing: ConsentStatus["marketing"]): ConsentStatus => ({
  ...NEVER_DECIDED,
  marketing,
  marketingAt: at,
});
const change = (given: Partial<Change>): Change => ({
  shopId: "shop",
  subscriberId: "ada",
  customerId: "7",
  before: "subscribed",
  after: after("unsubscribed"),
  by: { source: "inbound-text", doubleOptIn: null },
  ...given,
});
const by = (source: ConsentSource) => ({ source, doubleOptIn: null });

test("a decision made here is told to the store, at its own time", () => {
  expect(outboxEntriesFor([change({})])).toEqual([
    { shopId: "shop", subscriberId: "ada", state: "unsubscribed", optInLevel: "single", decidedAt: at },
  ]);
  for (const source of ["sign-up-form", "merchant", "import", "provider"] as const)
    expect(outboxEntriesFor([change({ by: by(source) })])).toHaveLength(1);
});

test("what double opt-in confirmed is pushed as confirmed", () => {
  const yes = { before: "pending", after: after("subscribed") } as const;
  const confirmed = { source: "inbound-text", doubleOptIn: "confirmed" } as const;
  expect(outboxEntriesFor([change({ ...yes, by: confirmed })])).toMatchObject([
    { state: "subscribed", optInLevel: "confirmed" },
  ]);
  expect(outboxEntriesFor([change({ ...yes, by: by("inbound-text") })])).toMatchObject([{ optInLevel: "single" }]);
});

test.each<[string, Partial<Change>]>([
  ["the store itself has said", { by: by("shopify") }],
  ["was ticked at its checkout", { by: by("checkout") }],
  ["is about nobody's customer", { customerId: null }],
  ["changed nothing", { by: null }],
  ["came to the same end", { before: "unsubscribed" }],
  ["is only a question yet", { before: "never", after: after("pending") }],
  ["is a question that nobody answered", { before: "pending", after: NEVER_DECIDED }],
  ["has no time", { after: { ...after("unsubscribed"), marketingAt: null } }],
])("what %s is not told", (_, given) => {
  expect(outboxEntriesFor([change(given)])).toEqual([]);
});
