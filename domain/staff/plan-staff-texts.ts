import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { type Month, monthOf } from "#domain/messages/month";
import { type NewText, planTexts } from "#domain/messages/plan";
import { sendersFor } from "#domain/senders/choose";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface StaffText {
  shopId: string;
  /** Of staff numbers; one that was removed gets none. */
  staffIds: string[];
  body: string;
  /** What it is about: the same event is told once. */
  key: string;
  /** The person whom it is about: their timeline says so when it is left out. */
  aboutId?: string;
}

const HOUR_MS = 3_600_000;
/** What a shop's staff gets in any hour: a flow with many people must not flood a phone. */
export const STAFF_TEXTS_PER_HOUR = 60;

/** Who texted STOP gets none; the gates look again just before a text leaves. */
const readStaff = statement(
  "staff-of-texts",
  `SELECT p.shop_id AS "shopId", p.id, p.subscriber_id AS "subscriberId"
   FROM staff_phones p JOIN subscribers s ON s.shop_id = p.shop_id AND s.id = p.subscriber_id
   WHERE p.shop_id = ANY($1::uuid[]) AND s.marketing <> 'unsubscribed' AND NOT EXISTS (
     SELECT FROM suppressions x WHERE x.shop_id = s.shop_id AND x.phone_hash = s.phone_hash AND x.lifted_at IS NULL)`,
);
const countSent = statement(
  "count-staff-texts",
  `SELECT count(*)::int AS sent FROM messages
   WHERE shop_id = $1 AND source_id = $1 AND source_kind = 'test' AND month = ANY($2::date[]) AND created_at > $3
     AND occurrence LIKE 'staff:%'`,
);

/**
 * Plans texts to staff numbers. They are transactional: they leave at any hour and need no marketing consent, but a STOP from that
 * phone ends them like all others, and spending limits count them. More than 60 within an hour are left out, and
 * the timelines of the people whom those are about say so. Returns the jobs owed after the commit.
 */
export async function planStaffTexts(tx: Sql, { clock }: Pick<Context, "clock">, texts: StaffText[]): Promise<Job[]> {
  const shopIds = [...new Set(texts.map((it) => it.shopId))];
  const staff = await tx.run<{ shopId: string; id: string; subscriberId: string }>(readStaff, [shopIds]);
  if (staff.length === 0) return [];
  const senders = await sendersFor(tx, shopIds);
  const now = clock.now();
  const planned: NewText[] = [];
  for (const shopId of shopIds) {
    const sender = senders.get(shopId);
    if (!sender) continue;
    const own = texts.filter((it) => it.shopId === shopId);
    const wanted = own.flatMap(({ staffIds, body, key }) =>
      staff
        .filter((it) => it.shopId === shopId && staffIds.includes(it.id))
        .map(
          ({ subscriberId }): NewText => ({
            ...{ shopId, class: "transactional", purpose: "transactional", sourceKind: "test", sourceId: shopId },
            ...{ occurrence: occurrenceOf(key), subscriberId, senderId: sender.id, body },
            ...{ dueAt: now, expiresAt: new Date(now.getTime() + HOUR_MS) },
          }),
        ),
    );
    const most = await countAllowed(tx, shopId, now);
    planned.push(...wanted.slice(0, most));
    await noteLeftOut(tx, own, wanted.slice(most), now);
  }
  return planTexts(tx, { clock }, planned);
}

async function noteLeftOut(tx: Sql, texts: StaffText[], leftOut: NewText[], now: Date): Promise<void> {
  const occurrences = new Set(leftOut.map((it) => it.occurrence));
  const entries = texts.flatMap(({ shopId, aboutId, key }) =>
    aboutId !== undefined && occurrences.has(occurrenceOf(key))
      ? [{ shopId, subscriberId: aboutId, kind: "staff-not-texted", occurredAt: now, data: {} }]
      : [],
  );
  await addTimelineEntries(tx, entries, now);
}

function occurrenceOf(key: string): string {
  return `staff:${key}`;
}

async function countAllowed(tx: Sql, shopId: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - HOUR_MS);
  const months: Month[] = [monthOf(since), monthOf(now)];
  const [row] = await tx.run<{ sent: number }>(countSent, [shopId, months, since]);
  return Math.max(0, STAFF_TEXTS_PER_HOUR - (row?.sent ?? 0));
}
