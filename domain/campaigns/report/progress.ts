import { type Audience, audience as parseAudience } from "#domain/campaigns/audience/audience";
import { type Finish, finishTime } from "#domain/campaigns/sending/finish-time";
import { lineShareOf } from "#domain/campaigns/sending/line-share";
import { type CampaignState, isDispatching, isOver } from "#domain/campaigns/state";
import { paceOf } from "#domain/carriers/pace";
import type { Db, Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type Activity, readActivities } from "./activity.ts";
import { type Counts, countsFrom, type RecipientCount } from "./recipient-counts.ts";

export interface CampaignProgress {
  id: string;
  name: string;
  state: CampaignState;
  pausedBecause: string | null;
  failedBecause: string | null;
  /** Most that its texts may cost together, in millionths of a US dollar. */
  spendCapMicros: number | null;
  body: string;
  linkUrl: string | null;
  audienceKind: Audience;
  /** Goes before the shop's other campaigns. */
  isUrgent: boolean;
  /** The hour it leaves at by each recipient's own clock; null when it starts for all at once. */
  localTime: string | null;
  scheduledAt: Date | null;
  startedAt: Date | null;
  /** What has not left by then expires. */
  expiresAt: Date | null;
  finishedAt: Date | null;
  /** False while the audience is still being counted; it then grows. */
  isCounted: boolean;
  /** Everyone counted so far: what all the counts add up to. */
  audience: number;
  counts: Counts;
  /** Parts of a text so far, on average. */
  averageParts: number;
  /** Of the number that it sends from; null before the start. */
  provider: string | null;
  /** What the number may send, in parts per second; null before the start. */
  partsPerSecond: number | null;
  /** When the last text will have left, at what rate and what limits it; null when nothing is left or nothing moves. */
  finish: Finish | null;
  /** What it is doing or waiting for at this moment; null unless it is under way. */
  activity: Activity | null;
}

/** True while the audience of a campaign that has started is being counted. */
export function isStillCounted({ state, startedAt, isCounted }: CampaignProgress): boolean {
  return startedAt !== null && !isCounted && !isOver(state);
}

interface Row extends Omit<CampaignProgress, "audienceKind" | "counts" | "finish" | "activity"> {
  audienceKind: unknown;
  senderId: string | null;
}

const readCampaignProgress = statement(
  "campaign-progress",
  `SELECT c.id, c.name, c.state, c.paused_because AS "pausedBecause", c.failed_because AS "failedBecause", c.sender_id AS "senderId", c.spend_cap_micros AS "spendCapMicros", c.body,
          c.link_url AS "linkUrl", c.audience AS "audienceKind", c.scheduled_at AS "scheduledAt", c.started_at AS "startedAt",
          c.expires_at AS "expiresAt", c.finished_at AS "finishedAt", c.snapshot_done_at IS NOT NULL AS "isCounted",
          c.audience_count AS audience, c.is_urgent AS "isUrgent", c.local_time AS "localTime", n.provider, n.parts_per_second AS "partsPerSecond",
          coalesce((SELECT avg(s.parts)::float8 FROM (
            SELECT parts FROM messages m WHERE m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
            LIMIT 400) AS s), 1) AS "averageParts"
   FROM campaigns c LEFT JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
   WHERE c.shop_id = $1 AND c.id = $2`,
);
const readCounts = statementFile(import.meta.url, "./progress.sql");
const ahead = statementFile(import.meta.url, "./ahead.sql");

/** A campaign and where each of its recipients stands now. Null when it is not one of the shop's. */
export async function campaignProgress(
  db: Pick<Db, "transaction">,
  shopId: string,
  campaignId: string,
  now: Date,
): Promise<CampaignProgress | null> {
  return db.transaction(async (tx) => {
    // One picture for both statements, or the audience could be a page older than the counts.
    await tx.run(repeatable);
    const [row] = await tx.run<Row>(readCampaignProgress, [shopId, campaignId]);
    if (!row) return null;
    const rows = await tx.run<RecipientCount>(readCounts, [shopId, campaignId, now]);
    return {
      ...row,
      audienceKind: parseAudience.parse(row.audienceKind),
      counts: countsFrom(rows, now),
      finish: await finishOf(tx, shopId, row, rows, now),
      activity: (await readActivities(tx, shopId, [row], now)).get(row.id) ?? null,
    };
  });
}

const repeatable = statement("repeatable-read", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");

async function finishOf(
  tx: Sql,
  shopId: string,
  { id, state, senderId, partsPerSecond, averageParts, expiresAt }: Row,
  rows: RecipientCount[],
  now: Date,
): Promise<Finish | null> {
  if (!isDispatching(state) || senderId === null || partsPerSecond === null || expiresAt === null) return null;
  const left = rows.flatMap(({ dueAt, count }) => (dueAt && dueAt < expiresAt ? [{ dueAt, count }] : []));
  if (left.length === 0) return null;
  const others = await tx.run<{ dueAt: Date; count: number }>(ahead, [shopId, id]);
  const backlogs = [...left, ...others].map(({ dueAt, count }) => ({ dueAt, parts: count * averageParts }));
  const pace = await paceOf(tx, { shopId, senderId, partsPerSecond }, now);
  return finishTime(backlogs, pace, await lineShareOf(tx, shopId, now), now);
}
