import { receiveTexts } from "#domain/conversations/receive";
import { newId } from "#platform/ids";
import type { TestContext } from "./context.ts";
import { anInboundText } from "./inbound-text.ts";
import { aSubscriber } from "./subscriber.ts";

/** Somebody with a trace in every table; every personal value of theirs has SECRET in it. */
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
      lines: [{ title: "SECRET" }],
      placedAt: now(),
      newsAt: now(),
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
  return { ...person, text };
}
