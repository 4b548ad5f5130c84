import { statement } from "#platform/sql/statement";
import { tokenOf } from "../../../bench/load/checkout-payload.ts";
import type { Finding } from "../proof.ts";
import type { ProofWorld } from "../world.ts";
import type { Told } from "./webhook-load.ts";

const started = statement(
  "rolling-started",
  `SELECT c.token, (SELECT count(*) FROM events e WHERE e.shop_id = c.shop_id AND e.kind = 'checkout-started'
                    AND e.data ->> 'token' = c.token)::int AS count
   FROM checkouts c WHERE c.shop_id = $1`,
);

/** What became of a store's deliveries in the database; ask when intake is empty. */
export async function judgeWebhooks(
  { ctx }: ProofWorld,
  shopId: string,
  { sent, accepted, longestWaitMs, complaints }: Told,
): Promise<Finding & { lost: number; doubled: number }> {
  const rows = await ctx.db.run<{ token: string; count: number }>(started, [shopId]);
  const counts = new Map(rows.map(({ token, count }) => [token, count]));
  const numbers = Array.from({ length: sent }, (_, number) => number);
  const lost = numbers.filter((number) => (counts.get(tokenOf(number)) ?? 0) === 0);
  const doubled = numbers.filter((number) => (counts.get(tokenOf(number)) ?? 0) > 1);
  return {
    lost: lost.length,
    doubled: doubled.length,
    counts: [`${sent} webhooks, ${accepted} accepted`, `longest wait of a webhook ${Math.round(longestWaitMs)} ms`],
    complaints: [
      ...complaints,
      ...lost.map((number) => `The checkout of webhook ${number} is not known.`),
      ...doubled.map((number) => `The checkout of webhook ${number} started more than once.`),
    ],
  };
}
