import { expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { assignConversation } from "#domain/conversations/inbox/assign";
import { closeConversation } from "#domain/conversations/inbox/change-state";
import { conversationOf } from "#domain/conversations/inbox/find";
import { receiveTexts } from "#domain/conversations/receive";
import { applyClicks } from "#domain/intake/apply-clicks";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { formatRef } from "#domain/messages/ref";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { addEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aLaneAtWork } from "../../test/factories/lane.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { aTextWithLink } from "../../test/factories/text-with-link.ts";
import { eventTypes, isEventType, listEventTypes } from "./event-types.ts";

const at = aLaneAtWork();
const MONTH = "2026-11-01";

const listen = () =>
  addEndpoint(at.ctx, at.lane.shopId, {
    url: "https://crm.test/",
    eventTypes: listEventTypes().map(({ type }) => type),
  });

/** What was told so far, in order; each checked against its type's schema. */
async function told() {
  const rows = await at.ctx.db.everyShop.webhookEvent.findMany({ orderBy: { place: "asc" } });
  return rows.map(({ type, body }) => {
    const { data } = JSON.parse(body ?? "");
    if (isEventType(type)) expect(eventTypes[type].data.parse(data)).toEqual(data);
    return { type, data };
  });
}

const receipt = (id: string, status: "sent" | "delivered" | "failed", resend = 0) =>
  at.ctx.db.transaction((tx) =>
    applyReceipts(tx, at.ctx, [
      {
        ...{ kind: "receipt", providerId: "SM", status },
        ...(status === "failed" ? { because: "unreachable", code: "30003" } : { because: null, code: null }),
        ref: formatRef({ shopId: at.lane.shopId, month: MONTH, id, resend }),
      },
    ]),
  );

test("a text is told of when the carrier takes it and when the phone has it, each once", async () => {
  await listen();
  await at.planned(1);
  await at.dispatchAll();
  const [text] = await at.rows();
  for (const status of ["sent", "delivered", "delivered"] as const) await receipt(text?.id ?? "", status);
  const message = { id: text?.id, class: at.lane.class, source: { kind: text?.sourceKind, id: text?.sourceId } };
  expect(await told()).toMatchObject([
    { type: "message.sent", data: { message } },
    { type: "message.delivered", data: { message, subscriber: { id: text?.subscriberId } } },
  ]);
});

test("a text that failed and waits for another try has not failed yet, even if it waited when the receipt came", async () => {
  await listen();
  await at.planned(1, { expiresAt: new Date(at.ctx.clock.now().getTime() + 6 * 3_600_000) });
  await at.dispatchAll();
  const [text] = await at.rows();
  await receipt(text?.id ?? "", "failed");
  // Of a hand-over by a worker that was killed before it could write so.
  await receipt(text?.id ?? "", "failed", 1);
  expect(await at.rows()).toMatchObject([{ state: "waiting", reason: "unreachable", resends: 2 }]);
  expect((await told()).map(({ type }) => type)).not.toContain("message.failed");
});

test("an opt-out, a yes, a reply and a tap are told of, and what changes nothing isn't", async () => {
  await listen();
  const { shopId, senderId } = at.lane;
  const { id: subscriberId, phone } = await aSubscriber(at.ctx.db, { shopId });
  const text = { shopId, senderId, provider: "twilio", phone, receivedAt: at.ctx.clock.now(), intakeId: newId() };
  const say = (body: string) =>
    at.ctx.db.transaction((tx) => receiveTexts(tx, at.ctx, [{ ...text, body, providerId: newId() }]));
  await say("STOP");
  await say("STOP");
  at.ctx.clock.advance(1_000);
  await at.ctx.db.transaction((tx) =>
    recordConsent(tx, at.ctx, [
      { shopId, subscriberId, state: "unsubscribed", source: "merchant", occurredAt: at.ctx.clock.now() },
    ]),
  );
  const tap = await aTap({ shopId, subscriberId });
  await at.ctx.db.transaction((tx) => applyClicks(tx, at.ctx, [tap]));
  const events = await told();
  expect(events.filter(({ type }) => !type.startsWith("message.")).map(({ type }) => type)).toEqual([
    "subscriber.unsubscribed",
    "reply.received",
    "reply.received",
    "link.clicked",
  ]);
  expect(events[0]?.data).toMatchObject({ subscriber: { id: subscriberId, phone }, source: "inbound-text" });
});

test("a conversation that opens, is assigned and closes is told of, each once", async () => {
  await listen();
  const { shopId, senderId } = at.lane;
  const { id: subscriberId, phone } = await aSubscriber(at.ctx.db, { shopId });
  const text = { shopId, senderId, provider: "twilio", phone, receivedAt: at.ctx.clock.now(), intakeId: newId() };
  const say = (body: string) =>
    at.ctx.db.transaction((tx) => receiveTexts(tx, at.ctx, [{ ...text, body, providerId: newId() }]));
  await say("Where is my order?");
  await say("Hello?");
  const conversationId = (await conversationOf(at.ctx.db, shopId, subscriberId)) ?? "";
  const by = { kind: "staff", id: "1", name: "Ada" } as const;
  for (const _ of [1, 2]) {
    await assignConversation(at.ctx, { shopId, conversationId, by, to: { id: "2", name: "Riley" } });
    await closeConversation(at.ctx, { shopId, conversationId, by });
  }
  const conversation = { id: conversationId };
  const who = { kind: "staff", name: "Ada" };
  expect((await told()).filter(({ type }) => type.startsWith("conversation."))).toMatchObject([
    { type: "conversation.opened", data: { conversation, subscriber: { id: subscriberId, phone } } },
    { type: "conversation.assigned", data: { conversation, by: who, to: { id: "2", name: "Riley" } } },
    { type: "conversation.closed", data: { conversation, by: who } },
  ]);
});

/** What intake holds of a tap on a link that this person got. */
async function aTap(of: { shopId: string; subscriberId: string }) {
  const { code } = await aTextWithLink(at.ctx.db, of);
  const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1";
  const body = Buffer.from(JSON.stringify({ method: "GET", code, userAgent }));
  const delivery = { id: newId(), body, triggeredAt: null, receivedAt: at.ctx.clock.now() };
  return delivery as Parameters<typeof applyClicks>[2][0]; // the fields that clicks read
}

test("a tap that is worked on while its person is erased leaves nothing of them in what is told", async () => {
  await listen();
  const { shopId } = at.lane;
  const person = await aSubscriber(at.ctx.db, { shopId });
  const tap = await aTap({ shopId, subscriberId: person.id });
  const [worked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const applying = at.ctx.db.transaction(async (tx) => {
    await applyClicks(tx, at.ctx, [tap]);
    worked.resolve();
    await released.promise;
  });
  await worked.promise;
  let isErased = false;
  const erasing = at.ctx.db
    .transaction((tx) => redactCustomers(tx, at.ctx, [{ shopId, customerId: null, phone: person.phone, orderIds: [] }]))
    .then(() => {
      isErased = true;
    });
  await expect.poll(async () => isErased || (await waitsForLock())).toBe(true);
  released.resolve();
  await Promise.all([applying, erasing]);
  const events = await at.ctx.db.everyShop.webhookEvent.findMany({ where: { type: "link.clicked" } });
  expect(events).toMatchObject([{ body: null, state: "failed", trouble: "erased" }]);
});

const findWaiting = statement(
  "test-waiting-for-lock",
  "SELECT 1 AS waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
);
const waitsForLock = async () => (await at.ctx.db.run(findWaiting)).length > 0;
