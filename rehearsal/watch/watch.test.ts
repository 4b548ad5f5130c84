import { expect, test } from "vitest";
import { recorder } from "../../bench/carrier/recording.ts";
import { realNow } from "../../bench/stage/campaign.ts";
import { startWatch } from "./watch.ts";

const SHOP = "+16462000001";
const BUYER = "+19172000001";
const NOON = new Date("2026-11-27T17:00:00Z");
const EARLY = new Date("2026-11-27T12:30:00Z"); // 7:30 in New York
const REF = "1f0e2d3c-0000-4000-8000-000000000001";

test("an order's text is timed from its event to the carrier", () => {
  const watch = startWatch(() => NOON);
  watch.expect("order", SHOP, BUYER);
  watch.absorb(texts([{ afterMs: 400, to: BUYER }]));
  const [delay = 0] = watch.seenSince(0).orderTexts;
  expect(delay).toBeGreaterThan(390);
  expect(delay).toBeLessThan(600);
  expect(watch.unanswered()).toBe(0);
});

test("an order whose text has not come is late by its age, and lost in the end", () => {
  const watch = startWatch(() => NOON);
  watch.expect("order", SHOP, BUYER);
  expect(watch.seenSince(0).orderTexts).toHaveLength(1);
  expect(watch.unanswered()).toBe(1);
});

test("a text with a name that came before is twice", () => {
  const watch = startWatch(() => NOON);
  watch.absorb(texts([{ to: BUYER }, { to: BUYER }]));
  expect(watch.seenSince(0).twice).toBe(1);
});

test("a campaign's text before 8 in the recipient's morning is at a forbidden hour, an order's is not", () => {
  const watch = startWatch(() => EARLY);
  watch.expect("order", SHOP, BUYER);
  watch.absorb(texts([{ to: BUYER }]));
  expect(watch.seenSince(0).atForbiddenHour).toBe(0);
  watch.absorb(texts([{ to: "+16462000009", ref: REF.replace(/1$/, "2") }]));
  expect(watch.seenSince(0).atForbiddenHour).toBe(1);
});

test("the confirmation of a STOP may follow it, marketing may not", () => {
  const watch = startWatch(() => NOON);
  watch.expect("reply", SHOP, BUYER);
  watch.stopped(SHOP, BUYER);
  watch.absorb(texts([{ afterMs: 300, to: BUYER }]));
  expect(watch.seenSince(0).afterStop).toBe(0);
  watch.absorb(texts([{ afterMs: 800, to: BUYER, ref: REF.replace(/1$/, "3") }]));
  expect(watch.seenSince(0).afterStop).toBe(1);
});

test("what was late because something was broken on purpose is told apart", () => {
  const watch = startWatch(() => NOON);
  watch.excuse({ from: realNow() - 1_000, to: realNow() + 1_000 });
  watch.expect("order", SHOP, BUYER);
  watch.absorb(texts([{ afterMs: 9_000, to: BUYER }]));
  expect(watch.seenSince(0).orderTexts).toEqual([]);
  expect(watch.longestExcusedMs()).toBeGreaterThan(8_000);
});

function texts(all: { to: string; afterMs?: number; ref?: string }[]) {
  const record = recorder();
  for (const { to, afterMs = 0, ref = REF } of all)
    record.note(realNow() + afterMs, to, SHOP, `shop.2026-11-01.${ref}`);
  return record.read(true);
}
