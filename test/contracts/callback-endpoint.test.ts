import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { formatRef } from "#domain/messages/ref";
import { newId } from "#platform/ids";
import { twilioProvider } from "#providers/twilio";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { APP_URL, openEndpoints } from "./endpoint-server.ts";

const authToken = "twilio-token";
const twilio = twilioProvider({ accountSid: `AC${"1".repeat(32)}`, authToken, apiUrl: "http://127.0.0.1:9" });
const endpoints = await openEndpoints({ twilio });

const shopId = newId();
const ref = formatRef({ shopId, month: "2026-11-01", id: newId() });
const receiptPath = `/callbacks/twilio/receipts?ref=${ref}`;

/** https://www.twilio.com/docs/usage/security#validating-requests: the public URL, then each field by name. */
function signature(path: string, fields: Record<string, string>): string {
  const signed = Object.keys(fields)
    .sort((one, next) => (one < next ? -1 : 1))
    .reduce((text, name) => `${text}${name}${fields[name]}`, `${APP_URL}${path}`);
  return createHmac("sha1", authToken).update(signed).digest("base64");
}

function call(path: string, fields: Record<string, string>, sign = signature(path, fields)): Promise<Response> {
  return fetch(`${endpoints.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-Twilio-Signature": sign },
  });
}

const sent = {
  MessageSid: "SM00000000000000000000000000000001",
  MessageStatus: "sent",
  AccountSid: `AC${"1".repeat(32)}`,
  From: "+12025550111",
  To: "+12125550123",
};

test("a signed receipt is stored under its shop, once for each status", async () => {
  const response = await call(receiptPath, sent);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(twilio.acknowledgement.body);
  await call(receiptPath, sent);
  await call(receiptPath, { ...sent, MessageStatus: "delivered" });
  const stored = await endpoints.stored();
  expect(stored.map(({ kind, shopId: of }) => [kind, of])).toEqual([
    ["receipt", shopId],
    ["receipt", shopId],
  ]);
  expect(stored[0]?.url).toBe(`${APP_URL}${receiptPath}`);
});

test("a forged receipt is 403 and not stored", async () => {
  expect((await call(receiptPath, sent, "forged")).status).toBe(403);
  expect((await call(receiptPath, sent, signature("/callbacks/twilio/receipts?ref=another", sent))).status).toBe(403);
  const { MessageSid, ...rest } = sent;
  expect(
    (await call(receiptPath, { ...rest, MessageSid: `${MessageSid}0` }, signature(receiptPath, sent))).status,
  ).toBe(403);
  expect(await endpoints.stored()).toEqual([]);
});

test("a text from a shopper is stored once, and its job is enqueued", async () => {
  const text = {
    MessageSid: "SM00000000000000000000000000000002",
    AccountSid: sent.AccountSid,
    From: "+12125550123",
    To: "+12025550111",
    Body: "STOP \u{1F6D1}",
  };
  for (const _ of [1, 2]) expect((await call("/callbacks/twilio/inbound", text)).status).toBe(200);
  expect(await endpoints.stored()).toMatchObject([{ kind: "inbound", source: "twilio", state: "pending" }]);
  expect(endpoints.ctx.enqueued).toContainEqual({ name: "intake-inbound", payload: {} });
});

test("a STOP has suppressed its number by the time it is answered", async () => {
  const shop = await aShop(endpoints.ctx.db);
  const sender = await aSender(endpoints.ctx.db, { shopId: shop.id });
  const text = { MessageSid: "SM00000000000000000000000000000003", From: "+12125550123", To: sender.phone };
  await call("/callbacks/twilio/inbound", { ...text, Body: "Stop!" });
  expect(await endpoints.ctx.db.everyShop.suppression.findMany()).toMatchObject([
    { shopId: shop.id, phoneHash: endpoints.ctx.hashPhone("+12125550123"), reason: "opted-out", liftedAt: null },
  ]);
});

test.each(["From", "To", "Body", "OptOutType", "MessageSid"])(
  "a signed text whose %s is no text that a database takes is taken in all the same",
  async (field) => {
    const text = { MessageSid: "SM00000000000000000000000000000004", From: "+12125550123", To: "+12025550111" };
    for (const value of ["\0", "STOP\0", "\0+12025550111"])
      expect((await call("/callbacks/twilio/inbound", { ...text, Body: "STOP", [field]: value })).status).toBe(200);
  },
);

test("what is signed and yet not readable is recorded as refused", async () => {
  expect((await call("/callbacks/twilio/inbound", { Body: "from nobody" })).status).toBe(200);
  expect(await endpoints.stored()).toMatchObject([
    { state: "refused", reason: expect.stringContaining("Not readable") },
  ]);
});

test("a provider or an address that we don't have is 404", async () => {
  for (const path of [
    "/callbacks/carrier-pigeon/receipts",
    "/callbacks/twilio/other",
    "/callbacks/constructor/inbound",
  ])
    expect((await call(path, sent)).status).toBe(404);
  expect((await fetch(`${endpoints.url}${receiptPath}`)).status).toBe(405);
});

test("a body beyond what a callback can be is cut off", async () => {
  const response = await call(receiptPath, { ...sent, Body: "x".repeat(100_000) });
  expect(response.status).toBe(413);
  expect(await endpoints.stored()).toEqual([]);
});
