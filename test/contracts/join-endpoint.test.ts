import { beforeEach, describe, expect, test } from "vitest";
import { receiveTexts } from "#domain/conversations/receive";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { findKeyword } from "#domain/keywords/list-keywords";
import { createList } from "#domain/segments/lists/manage";
import { translateSignUp } from "#shopify/events/sign-up";
import { aKeyword } from "../factories/keyword.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { openEndpoints } from "./endpoint-server.ts";

const endpoints = await openEndpoints();
const { db, clock } = endpoints.ctx;

let shopId = "";
let keywordId = "";
let path = "";
let visitor = 0;

beforeEach(async () => {
  shopId = (await aShop(db, { name: "Harbor <Candles>", country: "US" })).id;
  await aSender(db, { shopId, phone: "+16465550123" });
  keywordId = await aKeyword(endpoints.ctx, shopId, { words: ["JOIN US"], joins: true });
  path = `/j/${(await findKeyword(db, shopId, keywordId))?.code}`;
});

const visit = (headers: Record<string, string> = {}, to = path) => fetch(`${endpoints.url}${to}`, { headers });
/** Each from an address of its own. */
function send(form: Record<string, string>): Promise<Response> {
  visitor += 1;
  const headers = { "X-Forwarded-For": `198.51.100.${visitor}, 10.0.0.1` };
  return fetch(`${endpoints.url}${path}`, { method: "POST", headers, body: new URLSearchParams(form) });
}
const agreed = { phone: "(212) 555-0147", agree: "yes", website: "" };

describe("the sign-up page of a join keyword", () => {
  test("shows the keyword to text, its QR code and both disclosures, and needs no script", async () => {
    const response = await visit();
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain("Text <strong>JOIN US</strong> to <strong>+1 646 555 0123</strong>");
    expect(html).toContain('href="sms:+16465550123?&#38;body=JOIN%20US"');
    expect(html).toContain('<svg role="img" aria-label="QR code that opens a text with JOIN US"');
    expect(html).toContain(
      "Text JOIN US to +1 646 555 0123 to get recurring automated marketing texts from Harbor &#60;Candles&#62;",
    );
    expect(html).toContain("I agree to get recurring automated marketing texts from Harbor &#60;Candles&#62;");
    expect(html).not.toMatch(/<script|<Candles>| on\w+=/);
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toContain("unsafe");
  });

  test.each([
    ["an iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "sms:+16465550123&#38;body="],
    ["an Android phone", "Mozilla/5.0 (Linux; Android 15; Pixel 9)", "sms:+16465550123?body="],
  ])("has a link that %s opens", async (_phone, userAgent, href) => {
    expect(await (await visit({ "User-Agent": userAgent })).text()).toContain(href);
  });

  test("takes a form in as a sign-up, with the words that it showed, once a minute", async () => {
    const response = await send(agreed);
    await send(agreed);
    expect(await response.text()).toContain("Thank you!");
    const [delivery, ...others] = await endpoints.stored();
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ source: "storefront", topic: "sign-up", shopId });
    expect(JSON.parse(Buffer.from(delivery?.body ?? "").toString())).toMatchObject({
      ...{ phone: "+12125550147", formVersion: `keyword ${keywordId}`, page: `https://app.test${path}` },
      words: expect.stringMatching(/^I agree .* Harbor <Candles> .* STOP to cancel\.$/),
    });
  });

  /** What the form's sign-up comes to, once it is worked on. */
  async function workOn(triggeredAt = clock.now()) {
    const [delivery] = await endpoints.stored();
    const body = Buffer.from(delivery?.body ?? "");
    const translation = translateSignUp({ topic: "sign-up", shopId, intakeId: shopId, triggeredAt, body });
    if (translation.kind !== "events") throw new Error("It was not taken for a sign-up.");
    await db.transaction((tx) => applyStoreEvents(tx, endpoints.ctx, translation.events));
  }
  const texts = async () => (await db.everyShop.message.findMany({ orderBy: { id: "asc" } })).map((it) => it.body);
  const members = () => db.everyShop.listMember.count();
  const WELCOME = expect.stringMatching(/You are subscribed to our texts\. Our candles glow\. .* STOP to unsubscribe/);
  const QUESTION = expect.stringContaining("Reply YES to get texts");

  async function givesSomething(asksFirst: boolean) {
    const listId = await createList(endpoints.ctx, shopId, "Glow club");
    await db.everyShop.keyword.updateMany({ data: { asksFirst, tag: "glow", listId } });
  }

  test("gives who signs up the keyword’s tag, list and answer, in one text", async () => {
    await givesSomething(false);
    await send(agreed);
    await workOn();
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing: "subscribed", tags: ["glow"] }]);
    expect([await members(), await texts()]).toEqual([1, [WELCOME]]);
  });

  test("gives it all by the YES, where the keyword asks for one first", async () => {
    await givesSomething(true);
    await send(agreed);
    await workOn();
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing: "pending", tags: [] }]);
    expect([await members(), await texts()]).toEqual([0, [QUESTION]]);
    clock.advance(60_000);
    await says("YES");
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing: "subscribed", tags: ["glow"] }]);
    expect([await members(), await texts()]).toEqual([1, [QUESTION, WELCOME]]);
  });

  test.each([
    ["half an hour", 30, 1],
    ["ten hours", 600, 0],
  ])("texts only within the hour after the form, when we come to it after %s", async (_late, minutes, count) => {
    await givesSomething(false);
    await send(agreed);
    const signedUpAt = clock.now();
    clock.advance(minutes * 60_000);
    await workOn(signedUpAt);
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing: "subscribed", tags: ["glow"] }]);
    const planned = await db.everyShop.message.findMany();
    expect(planned).toHaveLength(count);
    for (const { expiresAt } of planned) expect(expiresAt).toEqual(new Date(signedUpAt.getTime() + 3_600_000));
  });

  test("texts no one who was subscribed before, and gives nothing after a STOP", async () => {
    await givesSomething(false);
    const phone = "+12125550147";
    const person = await aSubscriber(db, { shopId, phone, marketing: "subscribed" });
    await send(agreed);
    await workOn();
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ tags: ["glow"] }]);
    expect(await texts()).toEqual([]);
    await db.everyShop.subscriber.updateMany({ where: { id: person.id }, data: { tags: [] } });
    await says("STOP");
    const before = await texts();
    await workOn();
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing: "unsubscribed", tags: [] }]);
    expect(await texts()).toEqual(before);
  });

  async function says(body: string) {
    const sender = await db.everyShop.sender.findFirstOrThrow({ where: { shopId } });
    const text = { shopId, senderId: sender.id, provider: sender.provider, phone: "+12125550147", body };
    const came = { intakeId: shopId, providerId: `SM${body}`, receivedAt: clock.now() };
    await db.transaction((tx) => receiveTexts(tx, endpoints.ctx, [{ ...text, ...came }]));
  }

  test("is opened 120 times a minute from one address at most", async () => {
    const headers = { "X-Forwarded-For": "198.51.200.1, 10.0.0.1" };
    const statuses = await Promise.all(Array.from({ length: 125 }, async () => (await visit(headers)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await visit({ "X-Forwarded-For": "198.51.200.2, 10.0.0.1" })).status).toBe(200);
  });

  test.each([
    ["waits for the YES of a keyword that asks for one", true, "pending", "asked"],
    ["subscribes by one that doesn’t", false, "subscribed", null],
  ])("who signs up %s", async (_what, asksFirst, marketing, doubleOptIn) => {
    await db.everyShop.keyword.updateMany({ data: { asksFirst } });
    await send(agreed);
    await workOn();
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing }]);
    expect(await db.everyShop.consentEvent.findMany()).toMatchObject([{ state: marketing, doubleOptIn }]);
    expect(await texts()).toEqual([asksFirst ? QUESTION : WELCOME]);
  });

  test.each([
    ["a box that isn’t ticked", { agree: "" }, "Check the box to agree to texts."],
    ["what is no number", { phone: "12" }, "Enter a valid phone number with its country code."],
  ])("shows the form again for %s, with what was typed", async (_what, wrong, sentence) => {
    const response = await send({
      ...agreed,
      phone: '5"',
      ...wrong,
      ...("agree" in wrong ? { phone: agreed.phone } : {}),
    });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(sentence);
    expect(html).toContain('role="alert"');
    expect(await endpoints.stored()).toEqual([]);
  });

  test("thanks a machine that fills in the hidden field, and takes nothing in", async () => {
    expect((await send({ ...agreed, website: "https://spam.test" })).status).toBe(200);
    expect(await endpoints.stored()).toEqual([]);
  });

  test("takes a number three times an hour at most, and says when to try again", async () => {
    for (let i = 0; i < 3; i += 1) await send(agreed);
    const response = await send(agreed);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "60"]);
  });

  test("is gone with the keyword’s end, with the store, and for a keyword that subscribes no one", async () => {
    expect((await visit({}, "/j/AAAAAAAAAA")).status).toBe(404);
    expect((await visit({}, "/j/")).status).toBe(404);
    await db.everyShop.keyword.updateMany({ data: { joins: false } });
    expect((await visit()).status).toBe(404);
    await db.everyShop.keyword.updateMany({ data: { joins: true, endsAt: clock.now() } });
    expect((await visit()).status).toBe(404);
    await db.everyShop.keyword.updateMany({ data: { endsAt: null } });
    expect((await visit()).status).toBe(200);
    await db.everyShop.shop.updateMany({ data: { uninstalledAt: clock.now() } });
    expect((await visit()).status).toBe(404);
  });
});
