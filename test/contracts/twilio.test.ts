import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Callback } from "#domain/messages/delivery/provider";
import { twilioProvider } from "#providers/twilio";
import { describeProvider } from "./provider-contract.ts";
import { openTwilioWorld, type TwilioWorld } from "./twilio-world.ts";

describeProvider("Twilio", openTwilioWorld);

describe("what is particular about Twilio", () => {
  let world: TwilioWorld;
  beforeAll(async () => {
    world = await openTwilioWorld();
  });
  afterEach(() => world.trouble(null));
  afterAll(() => world.close());

  const to = "+12025554401";
  const send = (ref = "r1") =>
    world.provider.send(
      {
        ref,
        from: world.sender,
        to,
        body: `Hello ${ref}`,
        validitySeconds: 600,
        receiptUrl: `${world.callbacks.url}/receipts?ref=${ref}`,
      },
      new Date(Date.now() + 5000),
    );

  it.each([
    [21610, "opted-out"],
    [21211, "invalid-number"],
    [21614, "invalid-number"],
    [21635, "invalid-number"],
    [30005, "invalid-number"],
    [21606, "sender-not-allowed"],
    [21212, "sender-not-allowed"],
    [30034, "sender-not-allowed"],
    [30032, "sender-not-allowed"],
    [21408, "region"],
    [30007, "filtered"],
    [21612, "no-route"],
  ])("the refusal %i means %s", async (code, because) => {
    await world.control.setFaults({ reject: [{ to, code }] });
    expect(await send()).toMatchObject({ kind: "rejected", code: String(code), because });
  });

  it("a text that failed because its number does not exist (30005) says so in its receipt", async () => {
    await world.control.setFaults({ fail: [{ code: 30005 }] });
    await send("gone");
    const isFailure = ({ url, body }: Callback) => url.includes("ref=gone") && body.includes("ErrorCode");
    const receipt = world.provider.parseReceipt(await world.callbacks.take(isFailure));
    expect(receipt).toMatchObject({ status: "failed", code: "30005", because: "invalid-number" });
  });

  it("a sender whose queue is full (21611) is throttled, and the text waits", async () => {
    await world.control.setFaults({ reject: [{ code: 21611 }] });
    expect(await send()).toMatchObject({ kind: "not-sent", code: "21611", isThrottled: true });
  });

  it("a busy answer without a waiting time waits a second", async () => {
    await world.control.setFaults({ tooMany: 1 });
    expect(await send()).toMatchObject({ kind: "not-sent", isThrottled: true, retryAfterMs: 1000 });
  });

  it("an outage that answers 503 is unknown: no one knows what it kept", async () => {
    await world.control.setFaults({ outage: "unavailable" });
    expect(await send()).toMatchObject({ kind: "unknown" });
  });

  it("a receipt that we answered with 503 is brought again", async () => {
    world.callbacks.nextStatuses.push(503);
    await send("again");
    const ofThis = ({ url }: Callback) => url.includes("ref=again");
    const first = await world.callbacks.take(ofThis);
    const second = await world.callbacks.take(ofThis);
    expect(second.body.toString()).toBe(first.body.toString());
    expect(second.headers["i-twilio-idempotency-token"]).toBe(first.headers["i-twilio-idempotency-token"]);
  });

  it("a callback signed for the public address is genuine behind a proxy, with or without its port", async () => {
    await send("proxied");
    const callback = await world.callbacks.take(({ url }) => url.includes("ref=proxied"));
    const { createHmac } = await import("node:crypto");
    const fields = [...new URLSearchParams(callback.body.toString())]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flat()
      .join("");
    const publicUrl = "https://texts.example.com/receipts?ref=proxied";
    const sign = (url: string) =>
      createHmac("sha1", world.authToken)
        .update(url + fields)
        .digest("base64");
    const as = (url: string, signedUrl: string) => ({
      ...callback,
      url,
      headers: { "x-twilio-signature": sign(signedUrl) },
    });
    expect(world.provider.isGenuine(as(publicUrl, publicUrl))).toBe(true);
    expect(world.provider.isGenuine(as(publicUrl, publicUrl.replace(".com", ".com:443")))).toBe(true);
    expect(world.provider.isGenuine(as("http://10.0.0.7:8080/receipts?ref=proxied", publicUrl))).toBe(false);
  });

  describe("while the auth token is being rotated", () => {
    const [old, next] = ["a-token-for-tests", "the-next-token"];
    const both = (order: string[]) =>
      twilioProvider({ accountSid: world.accountSid, authToken: order.join(", "), apiUrl: world.carrierUrl });
    const text = (ref: string) => ({
      ...{ ref, from: world.sender, to, body: `Hello ${ref}`, validitySeconds: 600 },
      receiptUrl: `${world.callbacks.url}/receipts?ref=${ref}`,
    });
    afterEach(() => world.control.setTokens({ primary: old }));

    it("callbacks signed with either token are genuine, and with neither are not", async () => {
      const provider = both([next, old]);
      for (const primary of [old, next, "somebody-else"]) {
        await world.control.setTokens({ primary, secondary: old });
        await world.provider.send(text(`signed-by-${primary}`), new Date(Date.now() + 5_000));
        const callback = await world.callbacks.take(({ url }) => url.includes(`ref=signed-by-${primary}`));
        expect(provider.isGenuine(callback), primary).toBe(primary !== "somebody-else");
      }
      await provider.close();
    });

    it.each([[[next, old]], [[old, next]]])(
      "texts leave with the tokens %j, whichever of them Twilio takes",
      async (order) => {
        const provider = both(order);
        for (const primary of [old, next, old]) {
          await world.control.setTokens({ primary });
          const ref = `${order[0]}-${primary}-${Math.random()}`;
          expect(await provider.send(text(ref), new Date(Date.now() + 5_000))).toMatchObject({ kind: "accepted" });
          expect(await world.taken(ref)).toBe(1);
        }
        await world.control.setTokens({ primary: "a third" });
        expect(await provider.send(text("third"), new Date(Date.now() + 5_000))).toMatchObject({
          ...{ kind: "not-sent", code: "20003", because: "account" },
        });
        await provider.close();
      },
    );
  });

  it("toll-free numbers and short codes are told from long codes", async () => {
    expect(await world.provider.listNumbers()).toEqual(
      expect.arrayContaining([
        { phone: "+18885550102", kind: "toll_free" },
        { phone: "72345", kind: "short_code" },
      ]),
    );
  });

  it("a short code's replies can be connected too", async () => {
    await world.provider.connectNumber("72345", `${world.callbacks.url}/short`);
    await world.control.textIn(to, "72345", "Hi");
    const callback = await world.callbacks.take(({ url }) => url.endsWith("/short"));
    expect(world.provider.parseInbound(callback)).toMatchObject({ to: "72345", body: "Hi" });
  });
});
