import { z } from "zod";
import type { Context } from "#domain/context";
import type { FlowDocument } from "#domain/flows/definition/document";
import { gallery } from "#domain/flows/presets/gallery";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableValue } from "#platform/sql/storable";
import { lockFlow } from "./lock.ts";
import { checkFlowName, LONGEST_NAME } from "./name.ts";
import { readDraft } from "./read-draft.ts";

/** Deleted flows count too: they can be restored. */
export const FLOWS: Limit = {
  most: 500,
  count: statement("count-flows", "SELECT count(*) AS count FROM flows WHERE shop_id = $1"),
  code: "flows-many",
  says: "Your store has reached the limit of 500 flows, including deleted ones. Edit a flow you don’t need instead of creating another.",
};

/** What a new flow begins with: a preset, under its own name unless another is given, or a document that may be unfinished. */
export type NewFlow = { preset: string; name?: string } | { document: unknown; name: string };

/**
 * Makes a flow that is a draft, and returns its id. An asker that chooses the id may ask twice: the second time nothing
 * changes. Rejects an unknown preset, an unreadable document and a name that is empty or too long.
 */
export async function createFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  given: NewFlow,
  id: string = newId(),
): Promise<string> {
  if (!z.uuid().safeParse(id).success) throw new UserError("flow-not-found", "Reload the page and try again.");
  const { name, document, preset } = contentOf(given);
  await db.transaction((tx) => addFlow(tx, shopId, { id, name, document, preset, now: clock.now() }));
  return id;
}

/** Makes a draft with what this flow's draft says, and returns its id. The copy has a name of its own and was never live. */
export async function duplicateFlow(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
): Promise<string> {
  const id = newId();
  await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const { name, draft } = await lockFlow(tx, shopId, flowId);
    const ending = " (copy)";
    const copied =
      name
        .slice(0, LONGEST_NAME - ending.length)
        .trimEnd()
        .toWellFormed() + ending;
    await addFlow(tx, shopId, { id, name: copied, document: readDraft(draft), preset: null, now: clock.now() });
  });
  return id;
}

function contentOf(given: NewFlow): { name: string; document: FlowDocument; preset: string | null } {
  if ("document" in given)
    return { name: checkFlowName(given.name), document: readDraft(given.document), preset: null };
  const preset = Object.hasOwn(gallery, given.preset) ? gallery[given.preset] : undefined;
  if (!preset) throw new UserError("flow-template-unknown", "This template wasn’t found. Choose another.", "preset");
  return { name: checkFlowName(given.name ?? preset.name), document: preset.document, preset: given.preset };
}

async function addFlow(
  tx: Tx,
  shopId: string,
  {
    id,
    name,
    document,
    preset,
    now,
  }: { id: string; name: string; document: FlowDocument; preset: string | null; now: Date },
): Promise<void> {
  await lockShop(tx, shopId);
  const { prisma } = tx;
  if ((await prisma.flow.count({ where: { shopId, id } })) > 0) return;
  // A shop has one flow that counts as the preset's own; others made from it are flows of the merchant's.
  const isTaken = preset === null || (await prisma.flow.count({ where: { shopId, preset } })) > 0;
  const dates = { createdAt: now, updatedAt: now };
  await prisma.flow.create({
    data: {
      shopId,
      id,
      name,
      preset: isTaken ? null : preset,
      state: "draft",
      draft: storableValue(document),
      ...dates,
    },
  });
  await enforceLimit(FLOWS, tx, shopId);
}
