import { describe, expect, it } from "vitest";
import type { OutgoingText } from "#domain/messages/delivery/provider";
import { type ContractBench, receiptOf, soon } from "./contract-bench.ts";

/** What a question by the provider's own id must answer. */
export function describeLookUpById(at: ContractBench): void {
  describe("asking about a text by its id", () => {
    const askById = (providerId: string, text: OutgoingText, provider = at.world.provider) =>
      provider.lookUpById(providerId, { from: text.from, to: text.to });
    async function sent(text: OutgoingText): Promise<string> {
      const handOff = await at.world.provider.send(text, soon());
      return handOff.kind === "accepted" ? handOff.providerId : "";
    }

    it("a delivered text is found delivered", async () => {
      const text = at.aText();
      const providerId = await sent(text);
      await at.world.idle();
      const found = { kind: "found", providerId, receipt: "delivered", code: null };
      expect(await askById(providerId, text)).toEqual(found);
    });

    it("a text in the provider's queue is found as accepted", async () => {
      const texts = [1, 2].map(() => at.aText({ from: at.world.slowSender, validitySeconds: 1 }));
      const ids = await Promise.all(texts.map(sent));
      const answers = await Promise.all(texts.map((text, i) => askById(ids[i] ?? "", text)));
      expect(answers).toContainEqual(expect.objectContaining({ kind: "found", receipt: "accepted" }));
      await Promise.all(texts.map((text) => at.world.callbacks.take(receiptOf(text))));
    });

    it("an undeliverable one is found failed, with the same explanation as its receipt", async () => {
      const text = at.aText();
      await at.world.trouble("undeliverable");
      const providerId = await sent(text);
      await at.world.idle();
      const answer = await askById(providerId, text);
      expect(answer).toMatchObject({ kind: "found", receipt: "failed", code: expect.any(String) });
      if (answer.kind !== "found") return;
      const about = { from: text.from, to: text.to };
      expect(answer.failure).toEqual(at.world.provider.explain(answer.code ?? "", about));
    });

    it("an id that the provider has no record of is absent", async () => {
      const text = at.aText();
      const providerId = (await sent(text)).replace(/.{6}$/, "000000");
      expect(await askById(providerId, text)).toEqual({ kind: "absent" });
    });

    it("a provider that is busy says how long to leave it alone", async () => {
      const text = at.aText();
      const providerId = await sent(text);
      await at.world.trouble("reads-throttled-for-7-seconds");
      expect(await askById(providerId, text)).toMatchObject({ kind: "cannot-tell", retryAfterMs: 7_000 });
    });

    it("one that is away, or refuses us, leaves it open for a while", async () => {
      const text = at.aText();
      const providerId = await sent(text);
      const open = { kind: "cannot-tell", retryAfterMs: expect.any(Number) };
      expect(await askById(providerId, text, at.world.unreachable)).toMatchObject(open);
      expect(await askById(providerId, text, at.world.misconfigured)).toMatchObject(open);
    });
  });
}
