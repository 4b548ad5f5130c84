import type { Context } from "#domain/context";
import { presets } from "#domain/flows/presets/registry";
import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import { storableValue } from "#platform/sql/storable";

/** Gives a shop each preset as a draft. A flow it has already, and what was changed in it, stays as it is. Safe to repeat. */
export async function installFlows(
  { prisma }: Pick<Tx, "prisma">,
  { clock }: Pick<Context, "clock">,
  shopId: string,
): Promise<void> {
  const now = clock.now();
  const flows = Object.entries(presets).map(([preset, { name, document }]) => ({
    ...{ shopId, id: newId(), preset, name, state: "draft", createdAt: now, updatedAt: now },
    draft: storableValue(document),
  }));
  await prisma.flow.createMany({ data: flows, skipDuplicates: true });
}
