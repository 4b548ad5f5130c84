import type { Context } from "#domain/context";
import { notFoundError, UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { lockFlow } from "./lock.ts";
import { pauseLocked } from "./pause.ts";

/** Steps of other flows that start this one, in their drafts or in what is live. */
const readStarters = statement(
  "flows-that-start-flow",
  `SELECT f.name FROM flows f LEFT JOIN flow_versions v ON v.shop_id = f.shop_id AND v.id = f.live_version_id
   WHERE f.shop_id = $1 AND f.id <> $2 AND f.deleted_at IS NULL
     AND (jsonb_path_exists(f.draft, $3::jsonpath, jsonb_build_object('id', $2::text))
       OR jsonb_path_exists(v.document, $3::jsonpath, jsonb_build_object('id', $2::text)))
   ORDER BY f.name LIMIT 1`,
);
const STARTS_FLOW = '$.** ? (@.type == "start-flow" && @.config.flowId == $id)';

/** How long a deleted flow can be restored. */
export const RESTORABLE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Deletes a flow: within half a second none of its texts is handed over, no one enters, and pages don't show it. Its reports and
 * the texts it sent stay. `restoreFlow` undoes it for 30 days. Deleting it again reports that it wasn't found. Rejects
 * a flow that another flow starts.
 */
export async function deleteFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state } = await lockFlow(tx, shopId, flowId);
    const [starter] = await tx.run<{ name: string }>(readStarters, [shopId, flowId, STARTS_FLOW]);
    if (starter)
      throw new UserError("flow-in-use", `The flow “${starter.name}” starts this flow. Change that flow first.`);
    if (state === "live") await pauseLocked(tx, { clock }, shopId, flowId);
    const data = { deletedAt: clock.now() };
    await tx.prisma.flow.update({ where: { shopId_id: { shopId, id: flowId } }, data });
  });
}

/** Brings a deleted flow back: as a draft, or paused with the people inside it. Of one that isn't deleted it changes nothing. */
export async function restoreFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
): Promise<void> {
  const where = { shopId_id: { shopId, id: flowId } };
  await db.transaction(async ({ prisma }) => {
    const flow = await prisma.flow.findUnique({ where });
    if (!flow) throw notFoundError("flow");
    if (!flow.deletedAt) return;
    if (flow.deletedAt.getTime() + RESTORABLE_DAYS * DAY_MS < clock.now().getTime())
      throw new UserError("flow-gone", `Deleted flows can be restored for ${RESTORABLE_DAYS} days.`);
    await prisma.flow.update({ where, data: { deletedAt: null } });
  });
}
