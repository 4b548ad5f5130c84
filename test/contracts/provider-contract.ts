import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Callback, HandOff, OutgoingText } from "#domain/messages/delivery/provider";
import type { ProviderWorld, Trouble } from "./provider-world.ts";

const soon = () => new Date(Date.now() + 5000);

/** What every provider must do, whoever it is. `open` starts its world. */
export function describeProvider(name: string, open: () => Promise<ProviderWorld>): void {
  describe(`texts through ${name}`, () => {
    let world: ProviderWorld;
    beforeAll(async () => {
      world = await open();
    });
    afterEach(() => world.trouble(null));
    afterAll(() => world.close());

    function aText(own: Partial<OutgoingText> = {}): OutgoingText {
      const ref = randomUUID();
      return {
        ref,
        from: world.sender,
        to: `+1202555${String(Math.floor(Math.random() * 9000) + 1000)}`,
        body: `Your cart is waiting (${ref.slice(0, 8)})`,
        validitySeconds: 3600,
        receiptUrl: `${world.callbacks.url}/callbacks/receipts?ref=${ref}`,
        ...own,
      };
    }

    function receiptOf(text: OutgoingText) {
      return (callback: Callback) => callback.url.includes(text.ref);
    }

    async function sendInto(kind: Trouble, text: OutgoingText, deadline = soon()): Promise<HandOff> {
      await world.trouble(kind);
      const handOff = await world.provider.send(text, deadline);
      await world.trouble(null);
      return handOff;
    }

    const ask = (text: OutgoingText, twins = 1) => world.provider.lookUp({ text, handedOverAt: new Date(), twins });

    describe("handing over", () => {
      it("a text that the provider takes is taken once and gets the provider's id", async () => {
        const text = aText();
        const handOff = await world.provider.send(text, soon());
        expect(handOff).toMatchObject({ kind: "accepted", providerId: expect.stringMatching(/.+/) });
        expect(await world.taken(text.ref)).toBe(1);
        await world.idle();
        expect(await world.phone(text.to)).toContainEqual(
          expect.objectContaining({ direction: "in", body: text.body }),
        );
      });

      it("a provider that cannot be reached leaves the text unsent, to be tried again", async () => {
        const handOff = await world.unreachable.send(aText(), soon());
        expect(handOff).toMatchObject({ kind: "not-sent", isThrottled: false });
      });

      it("a text whose deadline has passed never leaves", async () => {
        const text = aText();
        expect(await world.provider.send(text, new Date(Date.now() - 1))).toMatchObject({ kind: "not-sent" });
        expect(await world.taken(text.ref)).toBe(0);
      });

      it("a busy provider keeps the text unsent for as long as it asks", async () => {
        const text = aText();
        const handOff = await sendInto("throttled-for-7-seconds", text);
        expect(handOff).toMatchObject({ kind: "not-sent", isThrottled: true, retryAfterMs: 7000 });
        expect(await world.taken(text.ref)).toBe(0);
      });

      it("wrong credentials burn no text: it is kept until they are mended", async () => {
        expect(await world.misconfigured.send(aText(), soon())).toMatchObject({ kind: "not-sent", isThrottled: false });
      });

      it("a number that cannot exist is refused for good as invalid", async () => {
        const handOff = await world.provider.send(aText({ to: "+12" }), soon());
        expect(handOff).toMatchObject({ kind: "rejected", because: "invalid-number" });
      });

      it("a sender that is not ours is refused for good as not allowed", async () => {
        const handOff = await world.provider.send(aText({ from: "+12025559999" }), soon());
        expect(handOff).toMatchObject({ kind: "rejected", because: "sender-not-allowed" });
      });
    });

    describe("hand-offs that end in doubt", () => {
      const cases: { kind: Trouble; what: string; arrived: boolean }[] = [
        { kind: "reset-before-read", what: "a connection cut before the text was read", arrived: false },
        { kind: "error-before", what: "a server error before the text was kept", arrived: false },
        { kind: "reset-after-read", what: "a connection cut after the text was read", arrived: true },
        { kind: "error-after", what: "a server error after the text was kept", arrived: true },
        { kind: "torn-answer", what: "an answer that breaks off", arrived: true },
      ];
      for (const { kind, what, arrived } of cases) {
        it(`${what} is unknown, and asking says it is ${arrived ? "there" : "absent"}`, async () => {
          const text = aText();
          expect(await sendInto(kind, text)).toMatchObject({ kind: "unknown" });
          expect(await world.taken(text.ref)).toBe(arrived ? 1 : 0);
          expect(await ask(text)).toMatchObject({ kind: arrived ? "found" : "absent" });
        });
      }

      it("no answer before the deadline is unknown at the deadline, and asking finds the text", async () => {
        const text = aText();
        const deadline = new Date(Date.now() + 250);
        expect(await sendInto("hang", text, deadline)).toMatchObject({ kind: "unknown" });
        expect(Date.now()).toBeGreaterThanOrEqual(deadline.getTime() - 2);
        expect(Date.now()).toBeLessThan(deadline.getTime() + 1000);
        expect(await ask(text)).toMatchObject({ kind: "found" });
      });
    });

    describe("asking what became of a text", () => {
      it("a delivered text is found with its id and its state", async () => {
        const text = aText();
        const handOff = await world.provider.send(text, soon());
        await world.idle();
        const providerId = handOff.kind === "accepted" ? handOff.providerId : null;
        expect(await ask(text)).toEqual({ kind: "found", providerId, receipt: "delivered", code: null });
      });

      it("a text that waits in the provider's queue is not taken for absent", async () => {
        const first = aText({ from: world.slowSender });
        const second = aText({ from: world.slowSender, validitySeconds: 1 });
        await world.provider.send(first, soon());
        await world.provider.send(second, soon());
        expect(await ask(second)).toMatchObject({ kind: "found", receipt: "accepted" });
        const callback = await world.callbacks.take(receiptOf(second));
        const receipt = world.provider.parseReceipt(callback);
        expect(receipt, "its time ran out in the queue").toMatchObject({ status: "failed", code: expect.any(String) });
      });

      it("the same words to the same number from somebody else leave it open", async () => {
        const text = aText();
        await world.provider.send(text, soon());
        await world.provider.send({ ...text, ref: randomUUID() }, soon());
        expect(await ask(text)).toMatchObject({ kind: "cannot-tell", retryAfterMs: null });
      });

      it("of two twins of ours, one of which arrived, neither can be told", async () => {
        const text = aText();
        await world.provider.send(text, soon());
        expect(await ask(text, 2)).toMatchObject({ kind: "cannot-tell" });
      });

      it("two twins of ours that both arrived are proved by their number", async () => {
        const text = aText();
        await world.provider.send(text, soon());
        await world.provider.send({ ...text, ref: randomUUID() }, soon());
        expect(await ask(text, 2)).toMatchObject({ kind: "found" });
      });

      it("the same words an hour ago are another text", async () => {
        const text = aText();
        await world.provider.send(text, soon());
        const anHourLater = new Date(Date.now() + 3_600_000);
        expect(await world.provider.lookUp({ text, handedOverAt: anHourLater, twins: 1 })).toEqual({ kind: "absent" });
      });

      it("a provider that does not answer leaves it open, to be asked again", async () => {
        const answer = await world.unreachable.lookUp({ text: aText(), handedOverAt: new Date(), twins: 1 });
        expect(answer).toMatchObject({ kind: "cannot-tell", retryAfterMs: expect.any(Number) });
      });
    });

    describe("asking about a text by its id", () => {
      const askById = (providerId: string, text: OutgoingText, provider = world.provider) =>
        provider.lookUpById(providerId, { from: text.from, to: text.to });
      async function sent(text: OutgoingText): Promise<string> {
        const handOff = await world.provider.send(text, soon());
        return handOff.kind === "accepted" ? handOff.providerId : "";
      }

      it("a delivered text is found delivered", async () => {
        const text = aText();
        const providerId = await sent(text);
        await world.idle();
        const found = { kind: "found", providerId, receipt: "delivered", code: null };
        expect(await askById(providerId, text)).toEqual(found);
      });

      it("a text in the provider's queue is found as accepted", async () => {
        const texts = [1, 2].map(() => aText({ from: world.slowSender, validitySeconds: 1 }));
        const ids = await Promise.all(texts.map(sent));
        const answers = await Promise.all(texts.map((text, i) => askById(ids[i] ?? "", text)));
        expect(answers).toContainEqual(expect.objectContaining({ kind: "found", receipt: "accepted" }));
        await Promise.all(texts.map((text) => world.callbacks.take(receiptOf(text))));
      });

      it("an undeliverable one is found failed, with the same explanation as its receipt", async () => {
        const text = aText();
        await world.trouble("undeliverable");
        const providerId = await sent(text);
        await world.idle();
        const answer = await askById(providerId, text);
        expect(answer).toMatchObject({ kind: "found", receipt: "failed", code: expect.any(String) });
        if (answer.kind !== "found") return;
        const about = { from: text.from, to: text.to };
        expect(answer.failure).toEqual(world.provider.explain(answer.code ?? "", about));
      });

      it("an id that the provider has no record of is absent", async () => {
        const text = aText();
        const providerId = (await sent(text)).replace(/.{6}$/, "000000");
        expect(await askById(providerId, text)).toEqual({ kind: "absent" });
      });

      it("a provider that is busy says how long to leave it alone", async () => {
        const text = aText();
        const providerId = await sent(text);
        await world.trouble("reads-throttled-for-7-seconds");
        expect(await askById(providerId, text)).toMatchObject({ kind: "cannot-tell", retryAfterMs: 7_000 });
      });

      it("one that is away, or refuses us, leaves it open for a while", async () => {
        const text = aText();
        const providerId = await sent(text);
        const open = { kind: "cannot-tell", retryAfterMs: expect.any(Number) };
        expect(await askById(providerId, text, world.unreachable)).toMatchObject(open);
        expect(await askById(providerId, text, world.misconfigured)).toMatchObject(open);
      });
    });

    describe("delivery receipts", () => {
      it("each receipt is genuine, carries our reference, and says sent, then delivered", async () => {
        const text = aText();
        const handOff = await world.provider.send(text, soon());
        const providerId = handOff.kind === "accepted" ? handOff.providerId : "";
        for (const status of ["sent", "delivered"]) {
          const callback = await world.callbacks.take(receiptOf(text));
          expect(world.provider.isGenuine(callback)).toBe(true);
          const receipt = world.provider.parseReceipt(callback);
          expect(receipt).toEqual({ kind: "receipt", ref: text.ref, providerId, status, code: null, because: null });
        }
      });

      it("a text that cannot be delivered is reported as failed, with the reason", async () => {
        const text = aText();
        await world.trouble("undeliverable");
        await world.provider.send(text, soon());
        await world.callbacks.take(receiptOf(text));
        const callback = await world.callbacks.take(receiptOf(text));
        expect(world.provider.parseReceipt(callback)).toMatchObject({
          status: "failed",
          code: expect.stringMatching(/\d/),
        });
        expect(await world.phone(text.to)).toEqual([]);
      });

      it("a receipt can arrive before the hand-off has been answered, and is still ours", async () => {
        const text = aText();
        await world.trouble("slow-answer");
        let isAnswered = false;
        const sending = world.provider.send(text, soon()).finally(() => {
          isAnswered = true;
        });
        const callback = await world.callbacks.take(receiptOf(text));
        expect(isAnswered).toBe(false);
        expect(world.provider.parseReceipt(callback)).toMatchObject({ ref: text.ref });
        expect(await sending).toMatchObject({ kind: "accepted" });
      });

      it("receipts in the wrong order still say what each of them means", async () => {
        const text = aText();
        await world.trouble("receipts-reordered");
        await world.provider.send(text, soon());
        const first = await world.callbacks.take(receiptOf(text));
        const second = await world.callbacks.take(receiptOf(text));
        expect(world.provider.parseReceipt(first)).toMatchObject({ status: "delivered" });
        expect(world.provider.parseReceipt(second)).toMatchObject({ status: "sent" });
      });

      it("a receipt that comes twice reads the same twice", async () => {
        const text = aText();
        await world.trouble("receipts-doubled");
        await world.provider.send(text, soon());
        const first = await world.callbacks.take(receiptOf(text));
        const second = await world.callbacks.take(receiptOf(text));
        expect(world.provider.parseReceipt(second)).toEqual(world.provider.parseReceipt(first));
      });

      it("a forged or altered receipt is refused", async () => {
        const text = aText();
        await world.provider.send(text, soon());
        const genuine = await world.callbacks.take(receiptOf(text));
        const { provider, misconfigured } = world;
        expect(misconfigured.isGenuine(genuine)).toBe(false);
        expect(provider.isGenuine({ ...genuine, headers: {} })).toBe(false);
        expect(provider.isGenuine({ ...genuine, url: genuine.url.replace(text.ref, randomUUID()) })).toBe(false);
        const altered = Buffer.from(genuine.body.toString().replace("sent", "delivered"));
        expect(provider.isGenuine({ ...genuine, body: altered })).toBe(false);
      });

      it("a callback without our reference concerns nobody, and a broken one is an error", () => {
        const url = `${world.callbacks.url}/callbacks/receipts`;
        expect(() =>
          world.provider.parseReceipt({ url: `${url}?ref=1`, body: Buffer.from("\u0000nonsense") }),
        ).toThrow();
        const body = Buffer.from("MessageSid=SM1&MessageStatus=sent");
        expect(world.provider.parseReceipt({ url, body })).toBeNull();
      });
    });

    describe("replies", () => {
      it("a shopper's words arrive as written, and our answer makes the provider say nothing", async () => {
        const shopper = "+12025557311";
        await world.provider.connectNumber(world.sender, `${world.callbacks.url}/callbacks/inbound`);
        const words = "STOP & don’t write again 🙏\nAnna";
        await world.shopperTexts(shopper, words);
        const callback = await world.callbacks.take(({ url }) => url.includes("/inbound"));
        expect(world.provider.isGenuine(callback)).toBe(true);
        expect(world.provider.parseInbound(callback)).toEqual({
          kind: "inbound",
          providerId: expect.stringMatching(/.+/),
          from: shopper,
          to: world.sender,
          body: words,
        });
        await world.idle();
        expect(await world.phone(shopper)).toEqual([expect.objectContaining({ direction: "out", body: words })]);
      });

      it("the account's numbers are listed with their kind", async () => {
        const numbers = await world.provider.listNumbers();
        expect(numbers).toContainEqual({ phone: world.sender, kind: "long_code" });
      });

      it("a number that is not the account's cannot be connected", async () => {
        await expect(world.provider.connectNumber("+12025559999", "https://shop.example/in")).rejects.toThrow(
          "+12025559999",
        );
      });
    });
  });
}
