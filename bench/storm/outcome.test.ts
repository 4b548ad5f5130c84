import { expect, test } from "vitest";
import { accountFor, delaysOf, handOffsIn, recoveredAfter } from "./outcome.ts";

const recorded = {
  count: 4,
  at: Float64Array.of(10, 20, 30, 40),
  to: Float64Array.of(1, 2, 2, 3),
  sender: new Uint16Array(4),
  shop: new Uint16Array(4),
  senders: [],
  shops: [],
  id: new Uint8Array(64),
};

test("what is missing, what came twice and what should not have come are told apart", () => {
  const fates = new Map([
    [1, "order text"],
    [2, "cart text"],
    [3, "no text"],
    [4, "order text"],
  ] as const);
  expect(accountFor(fates, handOffsIn(recorded))).toEqual({ lost: 1, doubled: 1, sentInVain: 1 });
});

test("a text that never came took for ever", () => {
  const event = {
    topic: "orders/create",
    shopDomain: "",
    shopper: { number: 9, phone: "+9" },
    at: new Date(),
  } as const;
  expect(delaysOf([{ event, at: 5 }], handOffsIn(recorded), 0)).toEqual([
    { second: 0.005, ms: Number.POSITIVE_INFINITY },
  ]);
});

test("recovery is when the limit is kept from then on, not the first time that it is kept", () => {
  const delays = Array.from({ length: 40 }, (_, second) => ({ second, ms: second < 20 && second !== 7 ? 5_000 : 100 }));
  expect(recoveredAfter(delays, 3_000, 40)).toBe(20);
  expect(recoveredAfter(delays, 50, 40)).toBe(Number.POSITIVE_INFINITY);
});
