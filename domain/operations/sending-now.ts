import { type CampaignProgress, campaignProgress } from "#domain/campaigns/report/progress";
import { campaignsInLine } from "#domain/campaigns/sending/lanes";
import { URGENCY } from "#domain/dispatch/slots";
import type { MessageClass } from "#domain/jobs";
import type { Reason } from "#domain/messages/reason";
import { PARKED } from "#domain/messages/waiting";
import type { Db, Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** More than so many waiting texts are told as "more than". */
export const MOST_COUNTED = 10_000;
/** A screen of them; no one has as many under way. */
const MOST_SHOWN = 25;

export type UrgentClass = Exclude<MessageClass, "campaign">;

/** What waits in a class that goes before campaigns. */
export interface ClassInLine {
  class: UrgentClass;
  /** May leave now; MOST_COUNTED + 1 when there are more. */
  due: number;
  /** Of these, the oldest has been due since then. */
  dueSince: Date | null;
  /** May only leave later: the first of them at `nextAt`, because of `because`. */
  later: number;
  nextAt: Date | null;
  because: Reason | null;
}

/** A campaign under way, in its place. */
export interface CampaignNow {
  progress: CampaignProgress;
  /** Its place in the line, from 1; null while nothing of it may leave. */
  place: number | null;
  /** When the evening of its next people ends; null out of line. */
  closesAt: Date | null;
}

export interface SendingNow {
  /** All sending of the shop is stopped: only answers to a STOP leave. */
  isStopped: boolean;
  /** In the order in which they leave. */
  classes: ClassInLine[];
  campaigns: CampaignNow[];
}

const waiting = statementFile(import.meta.url, "./waiting-by-class.sql");

const stopped = statement(
  "is-shop-stopped",
  "SELECT 1 AS stopped FROM shops WHERE id = $1 AND sending_stopped_at IS NOT NULL",
);

/** A campaign paused before its start has nothing under way. */
const underWay = statement(
  "campaigns-under-way-now",
  `SELECT id FROM campaigns
   WHERE shop_id = $1 AND (state IN ('preparing', 'sending') OR state = 'paused' AND started_at IS NOT NULL)
   ORDER BY started_at, id LIMIT $2`,
);

const leaving = statement(
  "is-any-campaign-leaving",
  "SELECT 1 AS leaving FROM campaigns WHERE shop_id = $1 AND state IN ('preparing', 'sending') LIMIT 1",
);

/**
 * Everything a shop has to send at `now`, in the order in which it leaves: the urgent classes, the campaigns in line in the
 * order in which they are served (domain/campaigns/sending/lanes.ts), those of which nothing may leave yet by when it may, and
 * the paused ones.
 */
export async function sendingNow(db: Pick<Db, "run" | "transaction">, shopId: string, now: Date): Promise<SendingNow> {
  const [rows, line, known, stop] = await Promise.all([
    db.run<ClassInLine>(waiting, [shopId, URGENCY.filter(isUrgentClass), now, MOST_COUNTED, PARKED]),
    campaignsInLine(db, shopId, now),
    db.run<{ id: string }>(underWay, [shopId, MOST_SHOWN]),
    db.run(stopped, [shopId]),
  ]);
  const places = new Map(line.map(({ id, closesAt }, index) => [id, { place: index + 1, closesAt }]));
  const outside = known.filter(({ id }) => !places.has(id));
  const campaigns: CampaignNow[] = [];
  for (const { id } of [...line, ...outside].slice(0, MOST_SHOWN)) {
    const progress = await campaignProgress(db, shopId, id, now);
    if (progress) campaigns.push({ progress, ...(places.get(id) ?? { place: null, closesAt: null }) });
  }
  return {
    isStopped: stop.length > 0,
    classes: rows.toSorted((a, b) => URGENCY.indexOf(a.class) - URGENCY.indexOf(b.class)),
    campaigns: campaigns.toSorted((a, b) => turnOf(a, now) - turnOf(b, now)),
  };
}

/** Whether a shop has a campaign of which texts may be leaving: a reason to look at what is being sent. */
export async function isCampaignLeaving(db: Sql, shopId: string): Promise<boolean> {
  return (await db.run(leaving, [shopId])).length > 0;
}

function isUrgentClass(of: MessageClass): of is UrgentClass {
  return of !== "campaign";
}

/** Places first; then those whose time comes first; the paused last. The sort keeps what is equal as it was. */
function turnOf({ place, progress: { activity, state } }: CampaignNow, now: Date): number {
  if (place !== null) return place;
  if (state === "paused") return Number.MAX_SAFE_INTEGER;
  return activity && "until" in activity ? activity.until.getTime() : now.getTime();
}
