import type { Context } from "#domain/context";
import { notFoundError, UserError } from "#domain/user-error";
import { lockFlow } from "./lock.ts";
import { pauseLocked } from "./pause.ts";

/** How long a deleted flow can be restored. */
export const RESTORABLE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Deletes a flow: within half a second none of its texts is handed over, no one enters, and pages don't show it. Its reports and
 * the texts it sent stay. `restoreFlow` undoes it for 30 days. Deleting it again reports that it wasn't found.
 */
export async function deleteFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state } = await lockFlow(tx, shopId, flowId);
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
