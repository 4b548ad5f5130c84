import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type ContractBench, receiptOf, soon } from "./contract-bench.ts";

/** What receipts must say, and which ones must be refused. */
export function describeReceipts(at: ContractBench): void {
  describe("delivery receipts", () => {
    it("each receipt is genuine, carries our reference, and says sent, then delivered", async () => {
      const text = at.aText();
      const handOff = await at.world.provider.send(text, soon());
      const providerId = handOff.kind === "accepted" ? handOff.providerId : "";
      for (const status of ["sent", "delivered"]) {
        const callback = await at.world.callbacks.take(receiptOf(text));
        expect(at.world.provider.isGenuine(callback)).toBe(true);
        const receipt = at.world.provider.parseReceipt(callback);
        expect(receipt).toEqual({ kind: "receipt", ref: text.ref, providerId, status, code: null, because: null });
      }
    });

    it("a text that cannot be delivered is reported as failed, with the reason", async () => {
      const text = at.aText();
      await at.world.trouble("undeliverable");
      await at.world.provider.send(text, soon());
      await at.world.callbacks.take(receiptOf(text));
      const callback = await at.world.callbacks.take(receiptOf(text));
      expect(at.world.provider.parseReceipt(callback)).toMatchObject({
        status: "failed",
        code: expect.stringMatching(/\d/),
      });
      expect(await at.world.phone(text.to)).toEqual([]);
    });

    it("a receipt can arrive before the hand-off has been answered, and is still ours", async () => {
      const text = at.aText();
      await at.world.trouble("slow-answer");
      let isAnswered = false;
      const sending = at.world.provider.send(text, soon()).finally(() => {
        isAnswered = true;
      });
      const callback = await at.world.callbacks.take(receiptOf(text));
      expect(isAnswered).toBe(false);
      expect(at.world.provider.parseReceipt(callback)).toMatchObject({ ref: text.ref });
      expect(await sending).toMatchObject({ kind: "accepted" });
    });

    it("receipts in the wrong order still say what each of them means", async () => {
      const text = at.aText();
      await at.world.trouble("receipts-reordered");
      await at.world.provider.send(text, soon());
      const first = await at.world.callbacks.take(receiptOf(text));
      const second = await at.world.callbacks.take(receiptOf(text));
      expect(at.world.provider.parseReceipt(first)).toMatchObject({ status: "delivered" });
      expect(at.world.provider.parseReceipt(second)).toMatchObject({ status: "sent" });
    });

    it("a receipt that comes twice reads the same twice", async () => {
      const text = at.aText();
      await at.world.trouble("receipts-doubled");
      await at.world.provider.send(text, soon());
      const first = await at.world.callbacks.take(receiptOf(text));
      const second = await at.world.callbacks.take(receiptOf(text));
      expect(at.world.provider.parseReceipt(second)).toEqual(at.world.provider.parseReceipt(first));
    });

    it("a forged or altered receipt is refused", async () => {
      const text = at.aText();
      await at.world.provider.send(text, soon());
      const genuine = await at.world.callbacks.take(receiptOf(text));
      const { provider, misconfigured } = at.world;
      expect(misconfigured.isGenuine(genuine)).toBe(false);
      expect(provider.isGenuine({ ...genuine, headers: {} })).toBe(false);
      expect(provider.isGenuine({ ...genuine, url: genuine.url.replace(text.ref, randomUUID()) })).toBe(false);
      const altered = Buffer.from(genuine.body.toString().replace("sent", "delivered"));
      expect(provider.isGenuine({ ...genuine, body: altered })).toBe(false);
    });

    it("a callback without our reference concerns no one, and a broken one is an error", async () => {
      const text = at.aText();
      await at.world.provider.send(text, soon());
      const { url, body } = await at.world.callbacks.take(receiptOf(text));
      expect(at.world.provider.parseReceipt({ url: url.replace(/\?.*$/, ""), body })).toBeNull();
      expect(() => at.world.provider.parseReceipt({ url, body: Buffer.from("\u0000nonsense") })).toThrow();
    });
  });
}
