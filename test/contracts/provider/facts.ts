import { describe, expect, it } from "vitest";
import { priceMicros } from "#domain/messages/claim/price";
import { firstCheckAt, nextCheckAt } from "#domain/messages/delivery/receipt-schedule";
import { KEY_DAYS } from "#domain/operations/prune";
import type { SenderKind } from "#domain/senders/numbers";
import type { ContractBench } from "./contract-bench.ts";

const DAY_MS = 86_400_000;
const KINDS: SenderKind[] = ["long_code", "toll_free", "short_code"];

/** What a provider must know of itself, and what the product's own times rest on. */
export function describeFacts(at: ContractBench): void {
  describe("facts", () => {
    it("every price is a whole number of millionths, and an unknown country costs the most", () => {
      const { prices } = at.world.provider;
      const all = Object.entries(prices.perPartMicros);
      for (const [country, micros] of [...all, ["", prices.elsewhereMicros] as const]) {
        expect(country).toMatch(/^([A-Z]{2})?$/);
        expect(Number.isInteger(micros) && micros > 0, `${country}: ${micros}`).toBe(true);
        expect(micros).toBeLessThanOrEqual(prices.elsewhereMicros);
        expect(priceMicros(prices, country, 3)).toBe(3 * micros);
      }
      expect(all.length).toBeGreaterThan(0);
      expect(priceMicros(prices, null, 1)).toBe(prices.elsewhereMicros);
      expect(new Date(prices.effectiveFrom).toISOString()).toMatch(`${prices.effectiveFrom}T`);
      expect(URL.canParse(prices.source)).toBe(true);
    });

    it("every kind of number has a usual rate, which is no higher than the highest", () => {
      const { usualPartsPerSecond, mostPartsPerSecond } = at.world.provider.limits;
      for (const kind of KINDS) {
        expect(usualPartsPerSecond[kind]).toBeGreaterThan(0);
        expect(usualPartsPerSecond[kind]).toBeLessThanOrEqual(mostPartsPerSecond[kind]);
      }
    });

    it("the longest text is taken, for the longest time in the queue; one character more is refused for its content", async () => {
      const { longestText, longestValiditySeconds: validitySeconds } = at.world.provider.limits;
      const send = (length: number) =>
        at.world.provider.send(at.aText({ body: "x".repeat(length), validitySeconds }), new Date(Date.now() + 5000));
      expect(await send(longestText)).toMatchObject({ kind: "accepted" });
      expect(await send(longestText + 1)).toMatchObject({ kind: "rejected", because: "content" });
      await at.world.idle();
    });

    it("a missing receipt is last asked for after the longest time in the queue, and while the text is on record", () => {
      const { limits, retention } = at.world.provider;
      const handedAt = new Date(0);
      let now = firstCheckAt({}, handedAt);
      for (let asked = 1; ; asked += 1) {
        const next = nextCheckAt({}, { asked, handedAt }, now);
        if (next === null) break;
        now = next;
      }
      expect(now.getTime()).toBeGreaterThan(limits.longestValiditySeconds * 1_000);
      expect(now.getTime()).toBeLessThan(retention.recordDays * DAY_MS);
    });

    it("a callback that is repeated is still known", () => {
      expect(at.world.provider.retention.callbackRetryMs).toBeLessThan(KEY_DAYS * DAY_MS);
    });

    it("any code is explained in words without a period; one that does not exist, as a failure that is never sent again", () => {
      const failure = at.world.provider.explain("no-such-code");
      expect(failure).toMatchObject({ code: "no-such-code", because: "other", waitMs: null });
      expect(failure.words).toMatch(/[^.]$/);
    });
  });
}
