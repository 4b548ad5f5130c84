import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { applyClicks } from "#domain/intake/apply-clicks";
import { type IntakeHandler, workIntake } from "#domain/intake/work";
import type { IntakeKind } from "#domain/jobs";
import { twilioProvider } from "#providers/twilio";
import { inboundWorker } from "../../workers/queues/intake-inbound.ts";
import { receiptWorker } from "../../workers/queues/intake-receipt.ts";
import { webhookWorker } from "../../workers/queues/intake-webhook.ts";
import { ACCOUNT } from "../factories/carrier.ts";
import { type FilledShop, fillShop } from "../factories/filled-shop.ts";
import { type DumpedRow, dumpDatabase } from "../setup/dump.ts";
import { PHONE_BROWSER } from "../stories/phone-browser.ts";
import { postWebhook } from "../stories/signed-webhook.ts";
import { BLUEBIRD, FERNHILL, NUMBERS, openStory } from "../stories/story-world.ts";

// Two shops, and the endpoints for machines: what comes in for the one touches nothing of the other.

const world = await openStory({ hasWorker: false });
const { ctx, web } = world;
const { everyShop: prisma } = ctx.db;
const providers = { twilio: twilioProvider({ ...ACCOUNT, apiUrl: web.url }) };

const mine = await openShop(FERNHILL, NUMBERS[0], "Fernonly");
const theirs = await openShop(BLUEBIRD, NUMBERS[1], "Bluetitonly");

async function openShop(domain: string, phone: string, word: string): Promise<FilledShop> {
  const shopId = await world.install(domain);
  await world.connect(shopId, phone);
  return fillShop(ctx, shopId, word);
}

const dumpOfMine = () => dumpDatabase(ctx.db, [mine.shopId, FERNHILL]);
const dumpOfTheirs = () => dumpDatabase(ctx.db, [theirs.shopId, BLUEBIRD]);

/** https://www.twilio.com/docs/usage/security#validating-requests */
function signed(path: string, fields: Record<string, string>, token: string): string {
  const text = Object.keys(fields)
    .sort((one, next) => (one < next ? -1 : 1))
    .reduce((sum, name) => `${sum}${name}${fields[name]}`, `${web.url}${path}`);
  return createHmac("sha1", token).update(text).digest("base64");
}

async function callBack(path: string, fields: Record<string, string>, token = ACCOUNT.authToken): Promise<number> {
  const response = await fetch(`${web.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-Twilio-Signature": signed(path, fields, token) },
  });
  return response.status;
}

/** The worker's turn, of one kind. */
async function work(kind: IntakeKind, handler: IntakeHandler): Promise<void> {
  await workIntake(ctx, kind, handler);
  expect(await prisma.intake.count({ where: { state: "pending" } })).toBe(0);
}

function differences(before: DumpedRow[], after: DumpedRow[]): string[] {
  const known = new Set(before.map(({ row }) => row));
  return [...new Set(after.filter(({ row }) => !known.has(row)).map(({ table }) => table))].sort();
}

const delivered = (shop: FilledShop, sid: string) => ({
  ...{ MessageSid: sid, MessageStatus: "delivered", AccountSid: ACCOUNT.accountSid, To: shop.phone },
});

test("a receipt moves the one message that its signed address names, and no one else's", async () => {
  const [before, others] = [await dumpOfTheirs(), await dumpOfMine()];
  const path = `/callbacks/twilio/receipts?ref=${theirs.ref}`;
  expect(await callBack(path, delivered(theirs, "SM1"))).toBe(200);
  await work("receipt", receiptWorker(ctx, providers));
  expect(differences(before, await dumpOfTheirs())).toEqual(["intake", "message_tallies", "messages"]);
  const moved = await prisma.message.findMany({ where: { state: "delivered" } });
  expect(moved.map(({ id }) => id)).toEqual([theirs.messageId]);
  expect(await dumpOfMine()).toEqual(others);
});

/** All but the beats of the processes, which come by the clock. */
async function dumpOfAll(): Promise<DumpedRow[]> {
  return (await dumpDatabase(ctx.db)).filter(({ table }) => table !== "processes");
}

test("a receipt whose signature is another's is refused and moves nothing", async () => {
  const all = await dumpOfAll();
  const path = `/callbacks/twilio/receipts?ref=${mine.ref}`;
  expect(await callBack(path, delivered(mine, "SM2"), "a guess")).toBe(403);
  // A genuine signature, of a call about another message.
  const genuine = signed(`/callbacks/twilio/receipts?ref=${theirs.ref}`, delivered(mine, "SM2"), ACCOUNT.authToken);
  const response = await fetch(`${web.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(delivered(mine, "SM2")),
    headers: { "X-Twilio-Signature": genuine },
  });
  expect(response.status).toBe(403);
  expect(await dumpOfAll()).toEqual(all);
});

test("a receipt that puts one shop's name before the other's message moves neither", async () => {
  const messages = await prisma.message.findMany({ orderBy: { id: "asc" } });
  const mixed = theirs.ref.replace(theirs.shopId, mine.shopId);
  expect(await callBack(`/callbacks/twilio/receipts?ref=${mixed}`, delivered(theirs, "SM3"))).toBe(200);
  await work("receipt", receiptWorker(ctx, providers));
  expect(await prisma.message.findMany({ orderBy: { id: "asc" } })).toEqual(messages);
});

test("a STOP to one shop's number ends that shop's texts and leaves the other's subscriber alone", async () => {
  const before = await dumpOfTheirs();
  const fields = {
    MessageSid: "SM4",
    AccountSid: ACCOUNT.accountSid,
    From: theirs.phone,
    To: mine.senderPhone,
    Body: "STOP",
  };
  expect(await callBack("/callbacks/twilio/inbound", fields)).toBe(200);
  await work("inbound", inboundWorker(ctx, providers));
  expect(await dumpOfTheirs()).toEqual(before);
  expect(await prisma.suppression.findMany()).toMatchObject([
    { shopId: mine.shopId, phoneHash: ctx.hashPhone(theirs.phone) },
  ]);
});

test("a short link leads into its own shop, counts there, and earns nothing in another", async () => {
  const before = await dumpOfTheirs();
  const tapped = await fetch(`${web.url}/l/${mine.code}`, {
    redirect: "manual",
    headers: { "User-Agent": PHONE_BROWSER },
  });
  const landing = new URL(tapped.headers.get("Location") ?? "");
  expect(landing.origin).toBe("https://fernonly.test");
  await expect.poll(() => prisma.intake.count({ where: { kind: "click", state: "pending" } })).toBe(1);
  await work("click", (tx, deliveries) => applyClicks(tx, ctx, deliveries));
  expect(await dumpOfTheirs()).toEqual(before);
  expect(await prisma.click.count({ where: { shopId: mine.shopId, code: mine.code } })).toBe(2);

  // A visit that began with my link and ended in an order: here it is owed to my text, over there to none.
  const guest = {
    phone: "+12125550177",
    firstName: "Eve",
    lastName: "Berg",
    landingSite: landing.pathname + landing.search,
  };
  for (const domain of [FERNHILL, BLUEBIRD]) {
    await world.store(domain).post("orders", guest);
    await world.store(domain).settle();
  }
  await work("webhook", webhookWorker(ctx));
  const orders = await prisma.order.findMany({ where: { landingSite: guest.landingSite } });
  const shopsOf = new Set(orders.map(({ shopId }) => shopId));
  expect(shopsOf).toEqual(new Set([mine.shopId, theirs.shopId]));
  const owed = await prisma.attribution.findMany({ where: { orderId: { in: orders.map(({ id }) => id) } } });
  expect(owed).toMatchObject([{ shopId: mine.shopId, messageId: mine.messageId }]);
});

test("a signed body of the other store ends or erases neither store", async () => {
  const shopsBefore = await prisma.shop.findMany({ orderBy: { id: "asc" } });
  const customer = { id: theirs.customerId, phone: theirs.phone };
  const bodies: [string, object][] = [
    ["app/uninstalled", { id: 1, myshopify_domain: BLUEBIRD }],
    ["app/uninstalled", { id: 1, order_id: theirs.orderId }],
    ["shop/redact", { shop_id: 1, shop_domain: BLUEBIRD }],
    ["customers/redact", { shop_id: 1, shop_domain: BLUEBIRD, customer, orders_to_redact: [] }],
  ];
  for (const [topic, body] of bodies)
    expect(
      await postWebhook(web.url, {
        ...{ domain: FERNHILL, topic, body: JSON.stringify(body), triggeredAt: ctx.clock.now() },
        eventId: `replayed ${JSON.stringify(body).length}`,
      }),
    ).toBe(200);
  await work("webhook", webhookWorker(ctx));
  const rows = await prisma.intake.findMany({ where: { sourceKey: { contains: "replayed" } } });
  expect(rows.map(({ state }) => state)).toEqual(["refused", "refused", "refused", "refused"]);
  expect(await prisma.shop.findMany({ orderBy: { id: "asc" } })).toEqual(shopsBefore);
  expect(await prisma.redaction.count()).toBe(0);
  await prisma.intake.deleteMany({ where: { sourceKey: { contains: "replayed" } } });
});

test("one store's news with the other's ids in it stay with the store that signed them", async () => {
  const before = await dumpOfTheirs();
  const customer = { id: theirs.customerId, phone: theirs.phone };
  const at = ctx.clock.now().toISOString();
  const news: [string, object][] = [
    ["checkouts/delete", { id: 1, cart_token: theirs.cartToken }],
    [
      "customers/delete",
      { id: theirs.customerId, admin_graphql_api_id: `gid://shopify/Customer/${theirs.customerId}` },
    ],
    ["customers/data_request", { shop_domain: FERNHILL, customer, data_request: { id: 1 } }],
    ["customers/redact", { shop_domain: FERNHILL, customer, orders_to_redact: [theirs.orderId] }],
    ["refunds/create", { id: 2, order_id: theirs.orderId, created_at: at, processed_at: at, transactions: [] }],
    ["app/uninstalled", { id: 1, myshopify_domain: FERNHILL }],
    ["shop/redact", { shop_id: 1, shop_domain: FERNHILL }],
  ];
  for (const [topic, body] of news) {
    const webhook = { domain: FERNHILL, topic, body: JSON.stringify(body), triggeredAt: ctx.clock.now() };
    expect(await postWebhook(web.url, webhook)).toBe(200);
    await work("webhook", webhookWorker(ctx));
  }
  expect(await dumpOfTheirs()).toEqual(before);
  const request = await prisma.dataRequest.findFirstOrThrow({ where: { shopId: mine.shopId, id: "1" } });
  expect(JSON.stringify(request.file)).not.toContain("Bluetitonly");
  // It is held until the store was asked.
  expect((await prisma.shop.findUniqueOrThrow({ where: { id: mine.shopId } })).uninstallHeldAt).not.toBeNull();
});
