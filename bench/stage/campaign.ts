import { setTimeout as sleep } from "node:timers/promises";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import type { Context } from "#domain/context";
import { statement } from "#platform/sql/statement";
import type { Stage } from "./stage.ts";

/** One part, with a short link, as campaigns have them. */
const ONE_PART = "Harbor Candles: 20% off everything today, {{ customer.first_name }}: {{ link }}";
/** Two parts: a line more than one holds. */
const TWO_PARTS = `${ONE_PART} Every candle is poured by hand in our own workshop by the harbor, and every order over $40 ships free until Sunday night.`;

/** Nothing has left for so long: what was under way when the campaign was cancelled is through. */
const QUIET_MS = 2_000;

export interface BenchCampaign {
  shopId: string;
  id: string;
  /** performance.timeOrigin-based real milliseconds since 1970 at which the merchant's click began. */
  clickedAt: number;
}

export interface CampaignOptions {
  senderId?: string;
  /** Everyone subscribed when absent. */
  tag?: string;
  parts?: 1 | 2;
}

const snapshotEnd = statement(
  "bench-snapshot-end",
  `SELECT snapshot_done_at IS NOT NULL AS "isDone", audience_count AS audience FROM campaigns WHERE shop_id = $1 AND id = $2`,
);

/** Real time to a fraction of a millisecond, comparable between the processes of one machine. */
export function realNow(): number {
  return performance.timeOrigin + performance.now();
}

/** Writes a campaign and sends it now, by the verbs behind the merchant's buttons. */
export async function sendCampaign(
  ctx: Context,
  shopId: string,
  { senderId, tag, parts = 1 }: CampaignOptions = {},
): Promise<BenchCampaign> {
  const id = await createCampaign(ctx, shopId, {
    name: "Winter sale",
    body: parts === 1 ? ONE_PART : TWO_PARTS,
    linkUrl: "https://harbor-candles.example/sale",
    audience: tag === undefined ? { kind: "all" } : { kind: "tag", tag },
    ...(senderId !== undefined && { senderId }),
  });
  const clickedAt = realNow();
  await scheduleCampaign(ctx, shopId, id, "now");
  return { shopId, id, clickedAt };
}

/** Resolves once everyone is counted, with the real time of that (to 10 ms) and how many they are. */
export async function untilCounted(
  { db }: Pick<Context, "db">,
  { shopId, id }: BenchCampaign,
): Promise<{ at: number; audience: number }> {
  return until("the campaign's audience to be counted", 120_000, async () => {
    const [row] = await db.run<{ isDone: boolean; audience: number }>(snapshotEnd, [shopId, id]);
    return row?.isDone ? { at: realNow(), audience: row.audience } : null;
  });
}

/** Cancels a campaign unless it is over, which it then says, and resolves when the carrier hears no more of it. */
export async function endCampaign(
  { ctx, carrier }: Pick<Stage, "ctx" | "carrier">,
  { shopId, id }: BenchCampaign,
): Promise<{ wasOver: boolean }> {
  const { state } = await ctx.db.prisma.campaign.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  const wasOver = state === "finished";
  if (!wasOver) await cancelCampaign(ctx, shopId, id);
  await untilQuiet(carrier);
  return { wasOver };
}

async function untilQuiet(carrier: Stage["carrier"]): Promise<void> {
  let last = -1;
  let since = realNow();
  await until("the cancelled campaign's last texts", 60_000, async () => {
    const { accepted } = await carrier.counts();
    if (accepted !== last) {
      last = accepted;
      since = realNow();
    }
    return realNow() - since > QUIET_MS || null;
  });
}

/** Looks every 10 ms (or `everyMs`) until `look` finds something. Throws when it has not in time. */
export async function until<T>(
  what: string,
  patienceMs: number,
  look: () => Promise<T | null>,
  everyMs = 10,
): Promise<T> {
  for (const deadline = realNow() + patienceMs; realNow() < deadline; await sleep(everyMs)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`${what} did not happen within ${Math.round(patienceMs / 1000)} s.`);
}
