import type { Context } from "#domain/context";
import { wakeFlow } from "#domain/flows/walk/wake";
import { enqueueAll } from "#domain/jobs";
import { recallTexts } from "#domain/messages/delivery/recall";
import { UserError } from "#domain/user-error";
import type { Sql, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { lockFlow } from "./lock.ts";

/** What the page says beside the button. */
export const pauseSentence =
  "No one enters a paused flow. People in the flow keep their place and unsent texts are put on hold. When you resume, they continue, unless their texts are past the deadline.";

const pauseAll = statement(
  "pause-flows-of-shop",
  "UPDATE flows SET state = 'paused', updated_at = $2 WHERE shop_id = $1 AND state = 'live' RETURNING id",
);

/** Few at any time: claims live for seconds. */
const claimed = statement(
  "claimed-texts-of-flow",
  `SELECT DISTINCT m.source_id AS "sourceId"
   FROM claims c
   CROSS JOIN LATERAL unnest(array_fill(c.shop_id, ARRAY[cardinality(c.message_ids)]), c.months, c.message_ids) AS t(shop_id, month, id)
   JOIN messages m ON m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id
   JOIN enrollments e ON e.shop_id = m.shop_id AND e.id = m.source_id
   WHERE c.shop_id = $1 AND m.state = 'sending' AND m.source_kind = 'flow' AND e.flow_id = $2`,
);

/**
 * Pauses a live flow: within half a second no text of it is handed over any more. Timers and texts that come due are
 * parked until `resumeFlow`; who would have entered meanwhile is written down and not texted later. Pausing a paused
 * flow changes nothing; a draft is refused.
 */
export async function pauseFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const flow = await lockFlow(tx, shopId, flowId);
    if (flow.state === "paused") return;
    if (flow.state !== "live") throw new UserError("flow-not-live", "Only live flows can be paused.");
    await pauseLocked(tx, { clock }, shopId, flowId);
  });
}

/** The same for a live flow that the caller's transaction has locked. */
export async function pauseLocked(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  shopId: string,
  flowId: string,
): Promise<void> {
  await setState(tx, shopId, flowId, { state: "paused", updatedAt: clock.now() });
  await recallClaimed(tx, shopId, flowId);
}

/** Lets a paused flow go on with the version that was live. Resuming a live flow changes nothing; a draft is refused. */
export async function resumeFlow(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  flowId: string,
): Promise<void> {
  const jobs = await db.transaction(async (tx) => {
    const flow = await lockFlow(tx, shopId, flowId);
    if (flow.state === "live") return [];
    if (flow.state !== "paused") throw new UserError("flow-not-published", "Publish the flow first.");
    await setState(tx, shopId, flowId, { state: "live", updatedAt: clock.now() });
    return wakeFlow(tx, { clock }, shopId, flowId);
  });
  await enqueueAll(enqueue, jobs);
}

/** Pauses every live flow of a shop, as when it uninstalls. Claimed texts are the caller's to withdraw. Safe to repeat. */
export async function pauseFlowsOf(tx: Sql, { clock }: Pick<Context, "clock">, shopId: string): Promise<void> {
  await tx.run(pauseAll, [shopId, clock.now()]);
}

async function setState(
  { prisma }: Tx,
  shopId: string,
  id: string,
  data: { state: "live" | "paused"; updatedAt: Date },
): Promise<void> {
  await prisma.flow.update({ where: { shopId_id: { shopId, id } }, data });
}

async function recallClaimed(tx: Sql, shopId: string, flowId: string): Promise<void> {
  const texts = await tx.run<{ sourceId: string }>(claimed, [shopId, flowId]);
  await recallTexts(
    tx,
    texts.map(({ sourceId }) => ({ shopId, kind: "enrollment", target: sourceId })),
  );
}
