import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { storableText } from "#platform/sql/storable";
import { lockFlow } from "./lock.ts";

export const LONGEST_NAME = 100;

/** Renames a flow, live or not. Rejects a name that is empty or too long. */
export async function renameFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
  name: string,
): Promise<void> {
  const checked = checkFlowName(name);
  await db.transaction(async (tx) => {
    await lockFlow(tx, shopId, flowId);
    const data = { name: checked, updatedAt: clock.now() };
    await tx.prisma.flow.update({ where: { shopId_id: { shopId, id: flowId } }, data });
  });
}

/** A name as it is stored. */
export function checkFlowName(name: string): string {
  const trimmed = storableText(name).trim();
  if (trimmed === "") throw new UserError("flow-name-empty", "Enter a name. Only visible to you.", "name");
  if (trimmed.length > LONGEST_NAME)
    throw new UserError("flow-name-long", `Use at most ${LONGEST_NAME} characters.`, "name");
  return trimmed;
}
