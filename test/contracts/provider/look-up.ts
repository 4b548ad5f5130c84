import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type ContractBench, receiptOf, soon } from "./contract-bench.ts";

/** What a question about an unknown hand-over must answer. */
export function describeLookUp(at: ContractBench): void {
  describe("asking what became of a text", () => {
    it("a delivered text is found with its id and its state", async () => {
      const text = at.aText();
      const handOff = await at.world.provider.send(text, soon());
      await at.world.idle();
      const providerId = handOff.kind === "accepted" ? handOff.providerId : null;
      expect(await at.ask(text)).toEqual({ kind: "found", providerId, receipt: "delivered", code: null });
    });

    it("a text that waits in the provider's queue is not taken for absent", async () => {
      const first = at.aText({ from: at.world.slowSender });
      const second = at.aText({ from: at.world.slowSender, validitySeconds: 1 });
      await at.world.provider.send(first, soon());
      await at.world.provider.send(second, soon());
      expect(await at.ask(second)).toMatchObject({ kind: "found", receipt: "accepted" });
      const callback = await at.world.callbacks.take(receiptOf(second));
      const receipt = at.world.provider.parseReceipt(callback);
      expect(receipt, "its time ran out in the queue").toMatchObject({ status: "failed", code: expect.any(String) });
    });

    it("the same words to the same number from someone else leave it open", async () => {
      const text = at.aText();
      await at.world.provider.send(text, soon());
      await at.world.provider.send({ ...text, ref: randomUUID() }, soon());
      expect(await at.ask(text)).toMatchObject({ kind: "cannot-tell", retryAfterMs: null });
    });

    it("of two twins of ours, one of which arrived, neither can be told", async () => {
      const text = at.aText();
      await at.world.provider.send(text, soon());
      expect(await at.ask(text, 2)).toMatchObject({ kind: "cannot-tell" });
    });

    it("two twins of ours that both arrived are proved by their number", async () => {
      const text = at.aText();
      await at.world.provider.send(text, soon());
      await at.world.provider.send({ ...text, ref: randomUUID() }, soon());
      expect(await at.ask(text, 2)).toMatchObject({ kind: "found" });
    });

    it("the same words an hour ago are another text", async () => {
      const text = at.aText();
      await at.world.provider.send(text, soon());
      const anHourLater = new Date(Date.now() + 3_600_000);
      expect(await at.world.provider.lookUp({ text, handedOverAt: anHourLater, twins: 1 })).toEqual({ kind: "absent" });
    });

    it("a provider that does not answer leaves it open, to be asked again", async () => {
      const answer = await at.world.unreachable.lookUp({ text: at.aText(), handedOverAt: new Date(), twins: 1 });
      expect(answer).toMatchObject({ kind: "cannot-tell", retryAfterMs: expect.any(Number) });
    });
  });
}
