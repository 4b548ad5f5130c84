import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { hashPhone } from "../factories/context.ts";
import { aPhone } from "../factories/phone.ts";
import { CAMPAIGNS, FLOWS, LISTS, type SmallPerson, type SmallProperty } from "./small-world.ts";

const MONTH = new Date("2026-11-01T00:00:00Z");

/** Writes the people of a small world, with all that they did, into a shop. Returns their ids, in the same order. */
export async function putDown(db: Db, shopId: string, people: SmallPerson[], now: Date): Promise<string[]> {
  const named = people.map((person) => ({ id: newId(), person }));
  const each = <T>(rowsOf: (id: string, person: SmallPerson) => T[]): { data: T[] } => ({
    data: named.flatMap(({ id, person }) => rowsOf(id, person)),
  });
  await db.prisma.subscriber.createMany(each((id, person) => [subscriberRow(shopId, id, person)]));
  await db.prisma.order.createMany(each((id, { orders }) => orders.map((it) => orderRow(shopId, id, it))));
  const taps = named.flatMap(({ id, person }) => person.clicks.map((it) => ({ id, it, messageId: newId() })));
  await db.prisma.message.createMany({
    data: taps.map(({ id, it, messageId }) => messageRow(shopId, id, messageId, it.campaign, now)),
  });
  await db.prisma.click.createMany({
    data: taps.map(({ id, it, messageId }) => ({
      ...{ shopId, id: newId(), code: newId(), messageMonth: MONTH, messageId, subscriberId: id },
      ...{ clickedAt: it.at, counted: it.counted },
    })),
  });
  const talks = named.map(({ id, person }) => ({ id, person, conversationId: newId() }));
  await db.prisma.conversation.createMany({
    data: talks.map(({ id, conversationId }) => ({ shopId, id: conversationId, subscriberId: id, lastTextAt: now })),
  });
  await db.prisma.inboundText.createMany({
    data: talks.flatMap(({ id, person, conversationId }) =>
      person.replies.map((receivedAt) => ({
        ...{ shopId, id: newId(), conversationId, subscriberId: id, senderId: newId(), receivedAt },
        ...{ provider: "twilio", providerId: newId(), body: "Hi", meaning: "conversation" },
      })),
    ),
  });
  await db.prisma.recipientCap.createMany(
    each((subscriberId, { texts }) => (texts ? [{ shopId, subscriberId, marketingAt: texts }] : [])),
  );
  await db.prisma.enrollment.createMany(
    each((subscriberId, { enrollments }) =>
      enrollments.map(({ flow, ...it }) => ({
        ...{ shopId, id: newId(), flowId: FLOWS[flow] ?? "", versionId: newId(), subscriberId, subject: newId() },
        ...it,
      })),
    ),
  );
  await db.prisma.listMember.createMany(
    each((subscriberId, { lists }) =>
      lists.map((index) => ({ shopId, listId: LISTS[index] ?? "", subscriberId, addedAt: now })),
    ),
  );
  await db.prisma.subscriberProperty.createMany(
    each((subscriberId, { properties }) =>
      properties.map(({ name, value }) => ({ shopId, name, subscriberId, value, updatedAt: now, ...typed(value) })),
    ),
  );
  await db.prisma.consentEvent.createMany(
    each((subscriberId, { yeses }) =>
      yeses.map((it) => ({
        ...{ shopId, id: newId(), subscriberId, phoneHash: newId(), occurredAt: now, recordedAt: now },
        ...it,
      })),
    ),
  );
  return named.map(({ id }) => id);
}

/** The campaigns that rules may name: they have been sent. */
export async function putDownCampaigns(db: Db, shopId: string, now: Date): Promise<void> {
  await db.prisma.campaign.createMany({
    data: CAMPAIGNS.map((id) => ({
      ...{ shopId, id, name: "Sale", state: "finished", month: MONTH, startedAt: now, createdAt: now, updatedAt: now },
    })),
  });
}

function subscriberRow(shopId: string, id: string, person: SmallPerson) {
  const phone = aPhone();
  const { country, region, timeZone, tags, marketing, marketingAt, createdAt, isErased } = person;
  return {
    ...{ shopId, id, phone, phoneHash: hashPhone(phone), country, region, timeZone, tags, marketing, marketingAt },
    ...{ createdAt, updatedAt: createdAt, redactedAt: isErased ? createdAt : null },
    // Many share a key, as the two of a page's end may.
    pageKey: Math.floor(Math.random() * 8) - 4,
  };
}

function typed(value: SmallProperty["value"]) {
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  return { number: typeof value === "number" ? value : null, day: isDay ? new Date(value) : null };
}

function orderRow(shopId: string, subscriberId: string, it: SmallPerson["orders"][number]) {
  return {
    ...{ shopId, subscriberId, id: newId(), name: "#1", currency: "USD", placedAt: it.at, eventAt: it.at },
    ...{ totalMicros: BigInt(it.totalMicros), refundedMicros: BigInt(it.refundedMicros) },
    cancelledAt: it.isCancelled ? it.at : null,
    lines: it.titles.map((title) => ({ title, quantity: 1, priceMicros: 1, imageUrl: null })),
  };
}

function messageRow(shopId: string, subscriberId: string, id: string, campaign: number | null, now: Date) {
  const sourceId = campaign === null ? newId() : (CAMPAIGNS[campaign] ?? "");
  return {
    ...{ shopId, month: MONTH, id, class: "campaign", purpose: "marketing", sourceKind: "campaign", sourceId },
    ...{
      occurrence: id,
      subscriberId,
      senderId: newId(),
      state: "delivered",
      dueAt: now,
      expiresAt: now,
      createdAt: now,
    },
  };
}
