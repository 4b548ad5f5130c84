import type { Context } from "#domain/context";
import { statement } from "#platform/sql/statement";
import type { BenchCarrier } from "../carrier/start-carrier.ts";
import { type BenchCampaign, realNow, sendCampaign, until, untilCounted } from "./campaign.ts";
import { SECRETS } from "./processes.ts";
import type { Stage } from "./stage.ts";

/** Two signed receipts for each text. */
export const RECEIPTS = {
  authToken: SECRETS.TWILIO_AUTH_TOKEN,
  accountSid: SECRETS.TWILIO_ACCOUNT_SID,
  connections: 32,
};

const inState = statement(
  "bench-in-state",
  `SELECT count(*) AS count FROM messages
   WHERE shop_id = $1 AND source_id = $2 AND state = ANY(CASE WHEN $3 THEN ARRAY['delivered'] ELSE ARRAY['accepted', 'sent', 'delivered'] END)`,
);

export interface WholeCampaign {
  campaign: BenchCampaign;
  audience: number;
  perSecond: number;
}

/** One campaign to everyone, by the real path. With receipts it counts until the last of them is applied. */
export async function wholeCampaign(
  { ctx, carrier }: Stage,
  shopId: string,
  { hasReceipts }: { hasReceipts: boolean },
): Promise<WholeCampaign> {
  await carrier.set({ receipts: hasReceipts ? RECEIPTS : null });
  await carrier.recorded(true);
  const { accepted } = await carrier.counts();
  const campaign = await sendCampaign(ctx, shopId);
  const { audience } = await untilCounted(ctx, campaign);
  const handed = async () => ((await carrier.counts()).accepted - accepted >= audience ? true : null);
  await until("the campaign's texts to be handed over", patienceFor(audience), handed, 100);
  const endedAt = await untilWritten(ctx, campaign, audience, hasReceipts);
  if (!hasReceipts) return { campaign, audience, perSecond: await rateAtCarrier(carrier) };
  const { at } = await carrier.recorded(true);
  return { campaign, audience, perSecond: (audience * 1_000) / (endedAt - (at[0] ?? endedAt)) };
}

/** Resolves, with the real time, when what became of every text is written: with receipts, that it was delivered. */
export async function untilWritten(
  { db }: Pick<Context, "db">,
  { shopId, id }: BenchCampaign,
  audience: number,
  hasReceipts: boolean,
): Promise<number> {
  const written = async () => {
    const [row] = await db.run<{ count: number }>(inState, [shopId, id, hasReceipts]);
    return row?.count === audience ? realNow() : null;
  };
  return until("what became of the texts to be written", patienceFor(audience), written, 250);
}

/** Ten minutes, and more for an audience that a busy machine can't serve in them. */
function patienceFor(audience: number): number {
  return Math.max(600_000, audience * 10);
}

/** Texts a second from the first to the last that the carrier took. */
export async function rateAtCarrier(carrier: BenchCarrier): Promise<number> {
  const { at, count } = await carrier.recorded(true);
  return ((count - 1) * 1_000) / ((at[count - 1] ?? 0) - (at[0] ?? 0));
}
