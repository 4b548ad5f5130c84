import { beforeEach, describe, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { findKeyword } from "#domain/keywords/list-keywords";
import { translateSignUp } from "#shopify/events/sign-up";
import { aKeyword } from "../factories/keyword.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
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

  test.each([
    ["waits for the YES of a keyword that asks for one", true, "pending", "asked"],
    ["subscribes by one that doesn’t", false, "subscribed", null],
  ])("who signs up %s", async (_what, asksFirst, marketing, doubleOptIn) => {
    await db.everyShop.keyword.updateMany({ data: { asksFirst } });
    await send(agreed);
    const [delivery] = await endpoints.stored();
    const body = Buffer.from(delivery?.body ?? "");
    const translation = translateSignUp({ topic: "sign-up", shopId, intakeId: shopId, triggeredAt: clock.now(), body });
    if (translation.kind !== "events") throw new Error("It was not taken for a sign-up.");
    await db.transaction((tx) => applyStoreEvents(tx, endpoints.ctx, translation.events));
    expect(await db.everyShop.subscriber.findMany()).toMatchObject([{ marketing }]);
    expect(await db.everyShop.consentEvent.findMany()).toMatchObject([{ state: marketing, doubleOptIn }]);
    expect((await db.everyShop.message.findMany()).map((it) => it.body)).toEqual(
      asksFirst ? [expect.stringContaining("Reply YES to get texts")] : [],
    );
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
