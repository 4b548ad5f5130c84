import { wallClockAt } from "#domain/compliance/wall-clock";
import type { Context } from "#domain/context";
import { type Due, enqueueAll, type Job } from "#domain/jobs";
import { planStaffTexts } from "#domain/staff/plan-staff-texts";
import { fingerprintOf } from "#platform/fingerprint";
import type { Sql, Tx } from "#platform/sql/db";
import { shopsWithDue } from "#platform/sql/shops-with-due";
import { statement } from "#platform/sql/statement";
import { minutesUntilLoud, wordAlert } from "./alert-news.ts";

/** When the sweep adds the job: at the latest five minutes after the last look. */
export const dueAlerts: Due<"alerts"> = { shops: shopsWithDue("staff_alerts") };

const MINUTE_MS = 60_000;
/** One text a person in so long, whatever happens: a storm of replies is one text, and then one with their number. */
const APART_MS = 15 * MINUTE_MS;
const LOOK_MS = 5 * MINUTE_MS;
const DAY_MS = 1_440 * MINUTE_MS;
/** A look counts no more questions. */
const MOST_QUESTIONS = 1_000;

/** What stops texts, of all that a shop should look at. */
const TROUBLES = new Set([
  "sender-stopped",
  "no-sender",
  "provider-held",
  "campaign-failed",
  "campaign-paused",
  "cap-reached",
]);

interface Row {
  staffId: string;
  questions: boolean;
  waitingMinutes: number | null;
  troubles: boolean;
  quietFrom: number | null;
  quietTo: number | null;
  questionsUpTo: Date;
  waitingUpTo: Date;
  toldTroubles: string[];
  toldAt: Date | null;
  /** The staff number was removed. */
  isGone: boolean;
  isUninstalled: boolean;
  brand: string;
  timeZone: string;
}

/** Locked by one look at a time. */
const take = statement(
  "take-alerts",
  `SELECT a.staff_id AS "staffId", a.questions, a.waiting_minutes AS "waitingMinutes", a.troubles, a.quiet_from AS "quietFrom",
          a.quiet_to AS "quietTo", a.questions_up_to AS "questionsUpTo", a.waiting_up_to AS "waitingUpTo",
          a.told_troubles AS "toldTroubles", a.told_at AS "toldAt", p.id IS NULL AS "isGone", h.uninstalled_at IS NOT NULL AS "isUninstalled",
          coalesce(nullif(g.brand_name, ''), h.name, h.domain) AS brand, coalesce(h.time_zone, 'UTC') AS "timeZone"
   FROM staff_alerts a JOIN shops h ON h.id = a.shop_id
   LEFT JOIN shop_settings g ON g.shop_id = a.shop_id
   LEFT JOIN staff_phones p ON p.shop_id = a.shop_id AND p.id = a.staff_id
   WHERE a.shop_id = $1 FOR UPDATE OF a SKIP LOCKED`,
);
/**
 * Since when each unread conversation waits: its first text that came after someone last read it. By the indexes
 * conversations_unread and inbound_texts_shop_id_conversation_id_received_at_idx.
 */
const readQuestions = statement(
  "questions-of-alerts",
  `SELECT (SELECT min(i.received_at) FROM inbound_texts i WHERE i.shop_id = c.shop_id AND i.conversation_id = c.id
             AND i.received_at > coalesce(c.read_at, '-infinity')) AS since
   FROM (SELECT * FROM conversations WHERE shop_id = $1 AND unread > 0 AND state = 'open' LIMIT $2) c`,
);
const forget = statement(
  "forget-alerts",
  "DELETE FROM staff_alerts WHERE shop_id = $1 AND staff_id = ANY($2::uuid[]) RETURNING 1 AS gone",
);

/** What a shop should look at, as `needsAttention` of the operations reads it. */
type ReadTroubles = (db: Sql, shopId: string, now: Date) => Promise<{ kind: string; sentence: string }[]>;

interface Facts {
  now: Date;
  /** Since when each question waits. */
  questions: Date[];
  troubles: { key: string; sentence: string }[];
}

/**
 * Texts each staff number of a shop what is new for it, as one text, at most one in 15 minutes and none in its quiet hours: what comes
 * meanwhile is counted in the next. A trouble is told once for as long as it lasts. Safe to run twice and in parallel.
 */
export async function tellStaff(
  ctx: Pick<Context, "db" | "clock" | "enqueue"> & { readTroubles: ReadTroubles },
  shopId: string,
): Promise<void> {
  const jobs = await ctx.db.transaction(async (tx) => {
    const rows = await tx.run<Row>(take, [shopId]);
    const gone = rows.filter(({ isGone }) => isGone).map(({ staffId }) => staffId);
    if (gone.length > 0) await tx.run(forget, [shopId, gone]);
    const told = rows.filter(({ isGone }) => !isGone);
    if (told.length === 0) return [];
    const facts = await readFacts(tx, ctx, shopId, told);
    const owed: Job[] = [];
    for (const row of told) owed.push(...(await tellOne(tx, ctx, shopId, row, facts)));
    return owed;
  });
  await enqueueAll(ctx.enqueue, jobs);
}

/**
 * Reads what the rows need. No one who must not be told now needs the questions, and of troubles only whether those that they were told
 * of last: one that ends in quiet hours is news when it comes back.
 */
async function readFacts(
  tx: Sql,
  { clock, readTroubles }: Pick<Context, "clock"> & { readTroubles: ReadTroubles },
  shopId: string,
  rows: Row[],
): Promise<Facts> {
  const now = clock.now();
  const isLoud = (row: Row) => silentFor(row, now) === null;
  const questions = rows.some(isLoud)
    ? await tx.run<{ since: Date | null }>(readQuestions, [shopId, MOST_QUESTIONS])
    : [];
  const needTroubles = rows.some((row) => row.troubles && (row.toldTroubles.length > 0 || isLoud(row)));
  const attention = needTroubles ? await readTroubles(tx, shopId, now) : [];
  const troubles = attention
    .filter(({ kind }) => TROUBLES.has(kind))
    // The limit's sentence names an amount that grows.
    .map(({ kind, sentence }) => ({ key: kind === "cap-reached" ? kind : fingerprintOf([kind, sentence]), sentence }));
  return { now, questions: questions.flatMap(({ since }) => since ?? []), troubles };
}

async function tellOne(
  tx: Tx,
  ctx: Pick<Context, "clock">,
  shopId: string,
  row: Row,
  { now, questions, troubles }: Facts,
): Promise<Job[]> {
  const { staffId, waitingMinutes } = row;
  const where = { shopId_staffId: { shopId, staffId } };
  const wait = silentFor(row, now);
  // What has ended is news again when it comes back.
  const lasting = row.troubles ? row.toldTroubles.filter((key) => troubles.some((it) => it.key === key)) : [];
  const fresh = {
    asked: newer(questions, row.questionsUpTo),
    trouble: troubles.filter((it) => !lasting.includes(it.key)),
  };
  const overdue = new Date(now.getTime() - (waitingMinutes ?? 0) * MINUTE_MS);
  const waited = newer(questions, row.waitingUpTo).filter((since) => since <= overdue);
  const news = {
    questions: row.questions ? fresh.asked.length : 0,
    waiting: waitingMinutes === null ? 0 : waited.length,
    waitingMinutes: waitingMinutes ?? 0,
    troubles: row.troubles ? fresh.trouble.map(({ sentence }) => sentence) : [],
  };
  const body = wait === null ? wordAlert(row.brand, news) : null;
  if (body === null) {
    const again = new Date(
      now.getTime() + (wait ?? (waitingMinutes !== null && questions.length > 0 ? MINUTE_MS : LOOK_MS)),
    );
    await tx.prisma.staffAlert.update({ where, data: { toldTroubles: lasting, dueAt: again } });
    return [];
  }
  await tx.prisma.staffAlert.update({
    where,
    data: {
      questionsUpTo: latest(fresh.asked, row.questionsUpTo),
      waitingUpTo: latest(waited, row.waitingUpTo),
      toldTroubles: row.troubles ? troubles.map(({ key }) => key) : [],
      ...{ toldAt: now, dueAt: new Date(now.getTime() + APART_MS) },
    },
  });
  return planStaffTexts(tx, ctx, [{ shopId, staffIds: [staffId], body, key: `alert:${now.getTime()}` }]);
}

/** For how long nothing may be told, in milliseconds; null when it may. */
function silentFor({ quietFrom, quietTo, timeZone, toldAt, isUninstalled }: Row, now: Date): number | null {
  if (isUninstalled) return DAY_MS;
  const quiet = minutesUntilLoud({ quietFrom, quietTo }, wallClockAt(now.getTime(), timeZone).minute);
  if (quiet !== null) return Math.ceil(quiet * MINUTE_MS);
  const apart = toldAt === null ? 0 : toldAt.getTime() + APART_MS - now.getTime();
  return apart > 0 ? apart : null;
}

function newer(times: Date[], than: Date): Date[] {
  return times.filter((at) => at > than);
}

function latest(times: Date[], least: Date): Date {
  return new Date(Math.max(least.getTime(), ...times.map((at) => at.getTime())));
}
