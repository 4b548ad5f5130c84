import { localInstant } from "#domain/campaigns/drafts/local-time";
import type { Reason } from "#domain/messages/reason";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** What a campaign is doing at this moment, or what it waits for. */
export type Activity =
  | { kind: "shop-stopped" }
  | { kind: "sender-stopped"; phone: string; because: string | null }
  /** The provider takes no texts at all; `words` say why, without a period. */
  | { kind: "provider-held"; words: string }
  /** Behind other campaigns of the shop, the first by name. */
  | { kind: "behind"; name: string; others: number; because: "urgent" | "closes-sooner" | "began-first" }
  | { kind: "sending" }
  | { kind: "quiet-hours"; until: Date }
  /** Until the clock of the next recipients shows its hour. */
  | { kind: "local-time"; until: Date }
  /** Of single texts: what the gates or the provider said. */
  | { kind: "waiting"; because: Reason | null; until: Date }
  | { kind: "handing-over" }
  | { kind: "asking" }
  | { kind: "counting" }
  | { kind: "finishing" };

interface Row {
  id: string;
  isShopStopped: boolean;
  senderPhone: string | null;
  isSenderStopped: boolean;
  stoppedReason: string | null;
  heldWords: string | null;
  isDue: boolean;
  nextAt: Date | null;
  nextZone: string | null;
  nextSignature: string | null;
  waitsUntil: Date | null;
  waitsBecause: Reason | null;
  isHanding: boolean;
  isAsking: boolean;
  behindUrgent: string | null;
  before: { name: string; isSooner: boolean }[] | null;
}

const readActivity = statementFile(import.meta.url, "./activity.sql");

/** What each of these campaigns of a shop is doing or waiting for now, by id; those that are not under way are left out. */
export async function readActivities(
  db: Sql,
  shopId: string,
  campaigns: { id: string; localTime: string | null; isCounted: boolean }[],
  now: Date,
): Promise<Map<string, Activity>> {
  if (campaigns.length === 0) return new Map();
  const rows = await db.run<Row>(readActivity, [shopId, campaigns.map(({ id }) => id), now]);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  return new Map(
    rows.map((row) => [row.id, activityOf(row, byId.get(row.id) ?? { localTime: null, isCounted: true }, now)]),
  );
}

/** The first thing that holds it up; what may leave now comes before what waits. */
function activityOf(
  row: Row,
  { localTime, isCounted }: { localTime: string | null; isCounted: boolean },
  now: Date,
): Activity {
  if (row.isShopStopped) return { kind: "shop-stopped" };
  if (row.isSenderStopped) return { kind: "sender-stopped", phone: row.senderPhone ?? "", because: row.stoppedReason };
  if (row.heldWords !== null) return { kind: "provider-held", words: row.heldWords };
  const waitsForTurn = row.isDue || (row.waitsUntil !== null && row.waitsUntil <= now);
  if (waitsForTurn && row.behindUrgent !== null)
    return { kind: "behind", name: row.behindUrgent, others: 0, because: "urgent" };
  const [first, ...others] = row.before ?? [];
  if (row.isDue && first !== undefined && !row.isHanding) return behindCampaign(first, others.length);
  if (waitsForTurn) return { kind: "sending" };
  if (row.isHanding) return { kind: "handing-over" };
  if (!isCounted) return { kind: "counting" };
  return laterOf(row, localTime);
}

/** Of two whose hours end together the older chunk goes first (take-chunk.sql). */
function behindCampaign({ name, isSooner }: { name: string; isSooner: boolean }, others: number): Activity {
  return { kind: "behind", name, others, because: isSooner ? "closes-sooner" : "began-first" };
}

/** Nothing may leave now: whatever comes first. */
function laterOf(row: Row, localTime: string | null): Activity {
  const { nextAt, nextZone, nextSignature, waitsUntil, waitsBecause } = row;
  if (nextAt && (waitsUntil === null || nextAt <= waitsUntil)) {
    const isItsHour =
      localTime !== null &&
      localInstant(localTime, { zone: nextZone, signature: nextSignature ?? "" }).getTime() === nextAt.getTime();
    return { kind: isItsHour ? "local-time" : "quiet-hours", until: nextAt };
  }
  if (waitsUntil) {
    if (waitsBecause === "quiet-hours") return { kind: "quiet-hours", until: waitsUntil };
    return { kind: "waiting", because: waitsBecause, until: waitsUntil };
  }
  return { kind: row.isAsking ? "asking" : "finishing" };
}
