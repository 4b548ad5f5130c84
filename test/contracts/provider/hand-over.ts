import { describe, expect, it } from "vitest";
import { type ContractBench, soon } from "./contract-bench.ts";

/** What a hand-over must answer when its outcome is sure. */
export function describeHandOver(at: ContractBench): void {
  describe("handing over", () => {
    it("a text that the provider takes is taken once and gets the provider's id", async () => {
      const text = at.aText();
      const handOff = await at.world.provider.send(text, soon());
      expect(handOff).toMatchObject({ kind: "accepted", providerId: expect.stringMatching(/.+/) });
      expect(await at.world.taken(text.ref)).toBe(1);
      await at.world.idle();
      expect(await at.world.phone(text.to)).toContainEqual(
        expect.objectContaining({ direction: "in", body: text.body }),
      );
    });

    it("a provider that cannot be reached leaves the text unsent, to be tried again", async () => {
      const handOff = await at.world.unreachable.send(at.aText(), soon());
      expect(handOff).toMatchObject({ kind: "not-sent", isThrottled: false });
    });

    it("a text whose deadline has passed never leaves", async () => {
      const text = at.aText();
      expect(await at.world.provider.send(text, new Date(Date.now() - 1))).toMatchObject({ kind: "not-sent" });
      expect(await at.world.taken(text.ref)).toBe(0);
    });

    it("a busy provider keeps the text unsent for as long as it asks", async () => {
      const text = at.aText();
      const handOff = await at.sendInto("throttled-for-7-seconds", text);
      expect(handOff).toMatchObject({ kind: "not-sent", isThrottled: true, retryAfterMs: 7000 });
      expect(await at.world.taken(text.ref)).toBe(0);
    });

    it("wrong credentials burn no text: it is kept until they are fixed", async () => {
      expect(await at.world.misconfigured.send(at.aText(), soon())).toMatchObject({
        kind: "not-sent",
        isThrottled: false,
      });
    });

    it("a number that cannot exist is refused for good as invalid", async () => {
      const handOff = await at.world.provider.send(at.aText({ to: "+12" }), soon());
      expect(handOff).toMatchObject({ kind: "rejected", because: "invalid-number" });
    });

    it("a sender that is not ours is refused for good as not allowed", async () => {
      const handOff = await at.world.provider.send(at.aText({ from: "+12025559999" }), soon());
      expect(handOff).toMatchObject({ kind: "rejected", because: "sender-not-allowed" });
    });
  });
}
