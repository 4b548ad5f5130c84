import twilio from "twilio";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listenForCallbacks } from "./callback-listener.ts";
import { openTwilioWorld, type TwilioWorld } from "./twilio-world.ts";

/** Twilio's own library, with nothing changed but the address it talks to. */
function officialClient(world: TwilioWorld, authToken = world.authToken) {
  const inner = new twilio.RequestClient();
  const httpClient = {
    request: (options: Parameters<typeof inner.request>[0]) =>
      inner.request({ ...options, uri: options.uri.replace("https://api.twilio.com", world.carrierUrl) }),
  };
  // The library asks for its class but uses only this one method of it.
  return twilio(world.accountSid, authToken, { httpClient: httpClient as typeof inner });
}

describe("the simulated carrier, seen by Twilio's own library", () => {
  let world: TwilioWorld;
  let client: ReturnType<typeof officialClient>;
  beforeAll(async () => {
    world = await openTwilioWorld();
    client = officialClient(world);
  });
  afterEach(() => world.trouble(null));
  afterAll(() => world.close());

  const create = (to: string, body: string) => client.messages.create({ to, from: world.sender, body });

  it("a text is created as queued and can be fetched until it is delivered", async () => {
    const created = await create("+12025555001", "Hello from the library");
    expect(created).toMatchObject({
      status: "queued",
      direction: "outbound-api",
      from: world.sender,
      to: "+12025555001",
      body: "Hello from the library",
      numSegments: "1",
      errorCode: null,
      dateSent: null,
      apiVersion: "2010-04-01",
    });
    expect(created.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(Math.abs(created.dateCreated.getTime() - Date.now())).toBeLessThan(5000);
    await world.idle();
    const fetched = await client.messages(created.sid).fetch();
    expect(fetched.status).toBe("delivered");
    expect(fetched.dateSent).toBeInstanceOf(Date);
  });

  it("parts are counted as carriers bill them", async () => {
    const bodies = [
      "a".repeat(160),
      "a".repeat(161),
      `${"a".repeat(159)}€`,
      "é".repeat(160),
      `${"a".repeat(69)}’`,
      "😀".repeat(36),
    ];
    const created = await Promise.all(bodies.map((body) => create("+12025555002", body)));
    expect(created.map(({ numSegments }) => numSegments)).toEqual(["1", "2", "2", "1", "1", "2"]);
  });

  it("texts are listed by number and day, the newest first", async () => {
    await create("+12025555003", "one");
    await world.idle();
    await create("+12025555003", "two");
    await world.idle();
    const list = await client.messages.list({ to: "+12025555003", from: world.sender });
    expect(list.map(({ body }) => body)).toEqual(["two", "one"]);
    const anHour = 3_600_000;
    const count = async (filter: object) => (await client.messages.list({ to: "+12025555003", ...filter })).length;
    expect(await count({ dateSent: list[0]?.dateSent })).toBeGreaterThanOrEqual(1);
    expect(await count({ dateSentAfter: new Date(Date.now() - anHour) })).toBe(2);
    expect(await count({ dateSentBefore: new Date(Date.now() - anHour) })).toBe(0);
    expect(await count({ dateSentAfter: new Date(Date.now() + anHour) })).toBe(0);
    expect(await count({ from: "+12025550199" })).toBe(0);
  });

  it("a long list comes in pages that the library follows to the end", async () => {
    for (let index = 0; index < 7; index += 1) await create("+12025555004", `text ${index}`);
    const page = await client.messages.page({ to: "+12025555004", pageSize: 3 });
    expect(page.instances.map(({ body }) => body)).toEqual(["text 6", "text 5", "text 4"]);
    await create("+12025555004", "in between");
    const second = await page.nextPage();
    expect(second?.instances.map(({ body }) => body)).toEqual(["text 3", "text 2", "text 1"]);
    const all = await client.messages.list({ to: "+12025555004", pageSize: 3 });
    expect(all).toHaveLength(8);
  });

  it("a delivered text can be redacted and deleted", async () => {
    const { sid } = await create("+12025555005", "a secret");
    await world.idle();
    expect(await client.messages(sid).update({ body: "" })).toMatchObject({ body: "", status: "delivered" });
    expect(await client.messages(sid).remove()).toBe(true);
    await expect(client.messages(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(await world.control.handOffs({ to: "+12025555005" })).toHaveLength(1);
  });

  it("numbers are found, shown and given an address for replies", async () => {
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: world.sender });
    expect(number).toMatchObject({ phoneNumber: world.sender, capabilities: { sms: true } });
    const smsUrl = "https://shop.example/inbound";
    await client.incomingPhoneNumbers(number?.sid ?? "").update({ smsUrl });
    expect(await client.incomingPhoneNumbers(number?.sid ?? "").fetch()).toMatchObject({ smsUrl });
    expect(await client.shortCodes.list()).toEqual([expect.objectContaining({ shortCode: "72345" })]);
  });

  it.each([
    ["+15005550001", 21211],
    ["not a number", 21211],
    ["+15005550004", 21610],
    ["+15005550009", 21614],
    ["+15005550003", 21408],
  ])("a text to %s is refused with error %i", async (to, code) => {
    const moreInfo = `https://www.twilio.com/docs/errors/${code}`;
    await expect(create(to, "Hi")).rejects.toMatchObject({ status: 400, code, moreInfo, message: expect.any(String) });
  });

  it("a foreign sender, a missing body and too many words are refused as Twilio refuses them", async () => {
    const to = "+12025555006";
    await expect(client.messages.create({ to, from: "+12025559999", body: "Hi" })).rejects.toMatchObject({
      code: 21606,
    });
    await expect(client.messages.create({ to, from: "nobody", body: "Hi" })).rejects.toMatchObject({ code: 21212 });
    await expect(client.messages.create({ to, from: world.sender })).rejects.toMatchObject({ code: 21602 });
    await expect(create(to, "a".repeat(1601))).rejects.toMatchObject({ code: 21617 });
  });

  it("a wrong token and too many requests are answered as Twilio answers them", async () => {
    const stranger = officialClient(world, "wrong");
    await expect(stranger.messages.list({ limit: 1 })).rejects.toMatchObject({ status: 401, code: 20003 });
    await world.control.setFaults({ tooMany: 1 });
    await expect(create("+12025555007", "Hi")).rejects.toMatchObject({ status: 429, code: 20429 });
  });

  it("callbacks and replies carry a signature that Twilio's library accepts", async () => {
    const url = `${world.callbacks.url}/receipts?ref=a%20b&x=1`;
    await client.messages.create({ to: "+12025555008", from: world.sender, body: "Hi", statusCallback: url });
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: world.sender });
    await client.incomingPhoneNumbers(number?.sid ?? "").update({ smsUrl: `${world.callbacks.url}/replies` });
    await world.control.textIn("+12025555008", world.sender, "Ja, gern – bis später!");
    for (const path of ["/receipts", "/replies"]) {
      const callback = await world.callbacks.take((candidate) => candidate.url.includes(path));
      const fields = Object.fromEntries(new URLSearchParams(callback.body.toString()));
      const signature = callback.headers["x-twilio-signature"] ?? "";
      expect(twilio.validateRequest(world.authToken, signature, callback.url, fields)).toBe(true);
      expect(twilio.validateRequest("another token", signature, callback.url, fields)).toBe(false);
    }
  });

  it("a reply written with Twilio's own library is sent to the shopper", async () => {
    const twiml = new twilio.twiml.MessagingResponse();
    twiml.message("You & we <3 texts");
    const app = await listenForCallbacks({ contentType: "text/xml", body: twiml.toString() });
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: world.sender });
    await client.incomingPhoneNumbers(number?.sid ?? "").update({ smsUrl: app.url });
    await world.control.textIn("+12025555009", world.sender, "Hi");
    await world.idle();
    expect((await world.phone("+12025555009")).map(({ body }) => body)).toEqual(["Hi", "You & we <3 texts"]);
    await app.close();
  });
});
