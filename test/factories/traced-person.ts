import { receiveTexts } from "#domain/conversations/receive";
import { fingerprintsOf } from "#domain/imports/numbers/seen";
import { newId } from "#platform/ids";
import type { EveryShopDb } from "#platform/sql/db";
import type { TestContext } from "./context.ts";
import { anInboundText } from "./inbound-text.ts";
import { aSubscriber } from "./subscriber.ts";

/** Someone with a trace in every table; every personal value of theirs has SECRET in it. */
export async function aTracedPerson(ctx: TestContext, shopId: string) {
  const { db } = ctx;
  const now = () => ctx.clock.now();
  const hoursAgo = (n: number) => new Date(now().getTime() - n * 3_600_000);
  const person = await aSubscriber(db, {
    shopId,
    customerId: "SECRET-customer",
    email: "SECRET@example.test",
    firstName: "SECRET",
    lastName: "SECRET",
    tags: ["SECRET"],
  });
  const { id: subscriberId, phone, phoneHash } = person;
  const [sending, code] = [newId(), newId()];
  const month = new Date("2026-11-01");
  const text = await anInboundText(db, { shopId, phone, body: "SECRET question" });
  await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  await leaveTracesInInbox(ctx, shopId, subscriberId);
  const message = {
    shopId,
    month,
    subscriberId,
    senderId: text.senderId,
    class: "flow",
    purpose: "marketing",
    sourceKind: "flow",
    dueAt: now(),
    expiresAt: hoursAgo(-1),
    createdAt: now(),
  };
  const whyId = newId();
  await db.prisma.whyRecord.create({ data: { shopId, month, id: whyId, gates: [{ gate: "consent" }] } });
  await db.prisma.message.createMany({
    data: [
      {
        ...message,
        id: sending,
        sourceId: newId(),
        state: "delivered",
        body: "SECRET offer",
        phone,
        whyId,
        linkCode: code,
      },
      { ...message, id: newId(), sourceId: newId(), state: "waiting", body: null },
    ],
  });
  await db.prisma.intake.create({
    data: {
      shopId,
      receivedAt: now(),
      id: newId(),
      kind: "webhook",
      source: "shopify",
      topic: "checkouts/create",
      sourceKey: newId(),
      body: Buffer.from(`{"email":"SECRET@example.test","phone":"${phone}"}`),
      state: "done",
      dueAt: now(),
    },
  });
  await db.prisma.shortLink.create({
    data: {
      code,
      shopId,
      messageMonth: month,
      messageId: sending,
      subscriberId,
      targetUrl: "https://SECRET/cart",
      createdAt: now(),
    },
  });
  await db.prisma.click.create({
    data: {
      id: newId(),
      code,
      shopId,
      messageMonth: month,
      messageId: sending,
      subscriberId,
      clickedAt: now(),
      userAgent: "SECRET phone",
      counted: true,
    },
  });
  await db.prisma.checkout.create({
    data: {
      shopId,
      token: `t-${subscriberId}`,
      subscriberId,
      recoveryUrl: "https://SECRET/recover",
      lines: [{ title: "SECRET" }],
      createdAt: now(),
    },
  });
  await db.prisma.order.create({
    data: {
      shopId,
      id: `o-${subscriberId}`,
      name: "#1001",
      subscriberId,
      currency: "USD",
      totalMicros: 25_000_000n,
      statusUrl: "https://SECRET/order",
      landingSite: "/?name=SECRET",
      lines: [{ title: "SECRET" }],
      details: { tags: ["SECRET"] },
      placedAt: now(),
      eventAt: now(),
    },
  });
  await db.prisma.fulfillment.create({
    data: {
      ...{ shopId, id: `f-${subscriberId}`, orderId: `o-${subscriberId}`, status: "success", eventAt: now() },
      tracking: { company: "UPS", numbers: ["SECRET"], urls: ["https://SECRET/track"] },
      lines: [{ title: "SECRET" }],
    },
  });
  await db.prisma.event.create({
    data: { shopId, id: newId(), subscriberId, kind: "checkout-started", occurredAt: now(), data: { title: "SECRET" } },
  });
  await db.prisma.consentEvent.create({
    data: {
      shopId,
      id: newId(),
      subscriberId,
      phoneHash,
      scope: "marketing",
      state: "subscribed",
      source: "sign-up-form",
      textShown: "SECRET",
      ip: "203.0.113.7",
      evidence: { page: "SECRET" },
      applied: true,
      occurredAt: hoursAgo(30),
      recordedAt: hoursAgo(30),
    },
  });
  const browsing = { shopId, subscriberId };
  await db.prisma.browser.create({
    data: { ...browsing, browser: newId(), knownBy: "link", proof: newId(), knownAt: now() },
  });
  await db.prisma.browseEvent.create({
    data: { ...browsing, id: newId(), at: now(), kind: "product-viewed", productId: "1", data: { title: "SECRET" } },
  });
  await db.prisma.browsedCart.create({
    data: { ...browsing, id: newId(), lines: [{ title: "SECRET" }], beganAt: now(), changedAt: now() },
  });
  await db.prisma.productInterest.create({ data: { ...browsing, variantId: "1", kind: "look", at: now() } });
  await leaveLaterTraces(ctx, shopId, person);
  return { ...person, text };
}

/** What staff wrote to them, and about them. */
async function leaveTracesInInbox({ db: { prisma }, clock }: TestContext, shopId: string, subscriberId: string) {
  const { id: conversationId } = await prisma.conversation.findFirstOrThrow({ where: { shopId, subscriberId } });
  const by = { byKind: "staff", byId: "1", byName: "Ada" };
  const row = { shopId, conversationId, subscriberId, ...by };
  const words = { body: "SECRET matter", createdAt: clock.now() };
  await prisma.conversationAnswer.create({ data: { ...row, ...words, id: newId(), key: newId() } });
  await prisma.conversationNote.create({ data: { ...row, ...words, id: newId(), key: newId() } });
  await prisma.conversationPicture.create({
    data: {
      ...{
        shopId,
        conversationId,
        subscriberId,
        id: newId(),
        textId: newId(),
        place: 0,
        provider: "twilio",
        providerRef: "ME1",
      },
      ...{ state: "held", contentType: "image/png", width: 1, height: 1, size: 6, bytes: Buffer.from("SECRET") },
      createdAt: clock.now(),
    },
  });
  await prisma.conversationEvent.create({ data: { ...row, id: newId(), kind: "closed", at: clock.now() } });
}

/** Lists, files, questions, and what the store was told. */
async function leaveLaterTraces(
  { db: { prisma }, clock }: TestContext,
  shopId: string,
  { id: subscriberId, phone, phoneHash }: { id: string; phone: string; phoneHash: string },
): Promise<void> {
  const now = clock.now();
  const [listId, importId] = [newId(), newId()];
  const person = { shopId, subscriberId };
  await prisma.list.create({ data: { shopId, id: listId, name: `Friends ${listId}`, createdAt: now, updatedAt: now } });
  await prisma.listMember.create({ data: { ...person, listId, addedAt: now } });
  await prisma.propertyName.create({ data: { shopId, name: "color", type: "text", createdAt: now } });
  await prisma.subscriberProperty.create({ data: { ...person, name: "color", value: "SECRET", updatedAt: now } });
  await prisma.segmentMember.create({ data: { ...person, flowId: newId(), since: now } });
  await prisma.enrollment.create({
    data: {
      ...{ ...person, id: newId(), flowId: newId(), versionId: newId(), subject: `t-${subscriberId}` },
      ...{ state: "finished", startedAt: now, event: { properties: { note: "SECRET" } } },
      memory: { step: { values: { "webhook.name": "SECRET" } } },
    },
  });
  await prisma.recipientCap.create({ data: { ...person, marketingAt: [now] } });
  await prisma.optInRequest.create({
    data: { ...person, id: newId(), source: "sign-up-form", askedAt: now, expiresAt: now },
  });
  await prisma.storeConsent.create({
    data: { ...person, state: "subscribed", optInLevel: "single", decidedAt: now, because: "decision" },
  });
  await prisma.replyReview.create({
    data: {
      ...{ ...person, id: newId(), phoneHash, textId: newId(), evidence: { words: ["SECRET"] } },
      ...{ receivedAt: now, decideBy: now, closesAt: now },
    },
  });
  await prisma.staffPhone.create({ data: { ...person, id: newId(), phone, name: "SECRET", createdAt: now } });
  const endpointId = newId();
  await prisma.webhookEndpoint.create({
    data: { shopId, id: endpointId, url: "https://crm.test/", eventTypes: ["reply.received"], createdAt: now },
  });
  await prisma.webhookEvent.create({
    data: {
      ...{ ...person, id: newId(), endpointId, type: "reply.received", key: newId(), body: '{"reply":"SECRET"}' },
      ...{ state: "waiting", dueAt: now, createdAt: now },
    },
  });
  const inDesk = { ...person, conversationId: newId(), createdAt: now };
  await prisma.helpDeskTicket.create({ data: { ...inDesk, deskId: newId(), ticketId: "7", dueAt: now } });
  await prisma.helpDeskLine.create({ data: { ...inDesk, id: newId(), kind: "text", key: "text:1", body: "SECRET" } });
  await prisma.outgoingRequest.create({
    data: {
      ...{
        ...person,
        id: newId(),
        sourceKind: "flow",
        sourceId: newId(),
        url: "https://erp.test/",
        origin: "https://erp.test",
      },
      ...{
        body: '{"name":"SECRET"}',
        answer: { name: "SECRET" },
        state: "waiting",
        dueAt: now,
        giveUpAt: now,
        createdAt: now,
      },
    },
  });
  const national = `(${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8)}`;
  await prisma.import.create({
    data: {
      ...{ shopId, id: importId, kind: "subscribers", state: "uploaded", fileName: "people.csv" },
      ...{ sample: [["SECRET", national]], toldAt: now, createdAt: now, updatedAt: now },
    },
  });
  await prisma.importBlock.create({
    data: { shopId, importId, number: 0, bytes: Buffer.from(`Name,Phone\nSECRET,${national}\n`, "utf16le") },
  });
  await prisma.importNumbers.create({
    data: {
      ...{ shopId, importId, endBytes: 100n },
      ...{ seen: Buffer.from(fingerprintsOf([phoneHash])), optedOut: Buffer.from("SECRET") },
    },
  });
  await prisma.importRefusal.create({
    data: { shopId, importId, line: 2n, reason: "opted-out", cells: ["SECRET", national] },
  });
}

/** Every row of every table that has a shop, as one string. */
export async function everythingHeld({ everyShop: prisma }: EveryShopDb): Promise<string> {
  const held = await Promise.all([
    prisma.subscriber.findMany(),
    prisma.consentEvent.findMany(),
    prisma.message.findMany(),
    prisma.inboundText.findMany(),
    prisma.event.findMany(),
    prisma.checkout.findMany(),
    prisma.order.findMany(),
    prisma.fulfillment.findMany(),
    prisma.click.findMany(),
    prisma.shortLink.findMany(),
    prisma.dataRequest.findMany(),
    prisma.redaction.findMany(),
    prisma.shop.findMany(),
    prisma.shopSettings.findMany(),
  ]);
  const deliveries = await prisma.intake.findMany();
  const rows = JSON.stringify(held, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value));
  return rows + deliveries.map((delivery) => Buffer.from(delivery.body).toString()).join("");
}
