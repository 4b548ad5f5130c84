import { describe, expect, it } from "vitest";
import type { ContractBench } from "./contract-bench.ts";

/** Shoppers' words, and the account's numbers. */
export function describeReplies(at: ContractBench): void {
  describe("replies", () => {
    it("a shopper's words arrive as written, and our answer makes the provider say nothing", async () => {
      const shopper = "+12025557311";
      await at.world.provider.connectNumber(at.world.sender, `${at.world.callbacks.url}/callbacks/inbound`);
      const words = "STOP & don’t write again 🙏\nAnna";
      await at.world.shopperTexts(shopper, words);
      const callback = await at.world.callbacks.take(({ url }) => url.includes("/inbound"));
      expect(at.world.provider.isGenuine(callback)).toBe(true);
      expect(at.world.provider.parseInbound(callback)).toEqual({
        kind: "inbound",
        providerId: expect.stringMatching(/.+/),
        from: shopper,
        to: at.world.sender,
        body: words,
      });
      await at.world.idle();
      expect(await at.world.phone(shopper)).toEqual([expect.objectContaining({ direction: "out", body: words })]);
    });

    it("the account's numbers are listed with their kind", async () => {
      const numbers = await at.world.provider.listNumbers();
      expect(numbers).toContainEqual({ phone: at.world.sender, kind: "long_code" });
    });

    it("a number that is not the account's cannot be connected", async () => {
      await expect(at.world.provider.connectNumber("+12025559999", "https://shop.example/in")).rejects.toThrow(
        "+12025559999",
      );
    });
  });
}
