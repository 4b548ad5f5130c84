import { expect, test } from "vitest";
import { movableClock } from "#platform/clock";
import { hashPhone, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { isTapProven, proveTap } from "./tap-proof.ts";

const MINUTE = 60_000;
const tap = { code: "a1B2c3D4e5", network: "203.0.113.7" };
const context = () => ({ hashPhone, clock: movableClock(TUESDAY_MORNING) });

test("a proof holds for its own link and network, for half an hour", () => {
  const ctx = context();
  const proof = proveTap(ctx, tap);
  expect(isTapProven(ctx, tap, proof)).toBe(true);
  ctx.clock.advance(29 * MINUTE);
  expect(isTapProven(ctx, tap, proof)).toBe(true);
  ctx.clock.advance(2 * MINUTE);
  expect(isTapProven(ctx, tap, proof)).toBe(false);
});

test.each([
  ["another link", { ...tap, code: "a1B2c3D4e6" }],
  ["another network", { ...tap, network: "203.0.113.8" }],
])("it proves nothing for %s", (_, other) => {
  const ctx = context();
  expect(isTapProven(ctx, other, proveTap(ctx, tap))).toBe(false);
});

test("what we did not make proves nothing", () => {
  const ctx = context();
  const [slot, mac = ""] = proveTap(ctx, tap).split(".");
  const later = (Number.parseInt(slot ?? "", 36) + 1).toString(36);
  const forged = [
    "",
    ".",
    `${slot}.`,
    mac,
    `${later}.${mac}`,
    `${slot}.${"A".repeat(22)}`,
    `${slot}.${mac}x`,
    `-1.${mac}`,
  ];
  expect(forged.map((proof) => isTapProven(ctx, tap, proof))).toEqual(forged.map(() => false));
  const elsewhere = { hashPhone: (text: string) => hashPhone(`${text} `), clock: ctx.clock };
  expect(isTapProven(ctx, tap, proveTap(elsewhere, tap))).toBe(false);
});
