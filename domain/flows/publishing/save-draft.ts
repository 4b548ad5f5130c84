import type { Context } from "#domain/context";
import { readStoreThings } from "#domain/flows/checking/read-store-things";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import type { Problem } from "#domain/flows/definition/problem";
import { validateFlow } from "#domain/flows/definition/validate";
import { snippetsOf } from "#domain/flows/snippets/manage";
import { UserError } from "#domain/user-error";
import { fingerprintOf } from "#platform/fingerprint";
import { storableValue } from "#platform/sql/storable";
import { lockFlow } from "./lock.ts";
import { readDraft } from "./read-draft.ts";

/**
 * Keeps a draft, unfinished or not; no one is sent anything by it. Returns what stands between it and publishing.
 * Refuses to overwrite a draft that is no longer `base`, the one that was changed, unless it is the same already; refuses what is
 * no flow at all (it did not come from the editor). Once a flow was published its purpose and its kind of trigger are fixed: people
 * are inside, and reports count them. Settings, re-entry and filter of the trigger may change at any time.
 */
export async function saveDraft(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
  json: unknown,
  base: unknown = null,
): Promise<Problem[]> {
  const document = readDraft(json);
  return db.transaction(async (tx) => {
    const flow = await lockFlow(tx, shopId, flowId);
    const before = parseDocument(flow.draft);
    if (base !== null) checkBase(before, readDraft(base), document);
    if (flow.liveVersionId !== null && !hasSameStart(before, document))
      throw new UserError(
        "flow-trigger-fixed",
        "You can’t change the trigger or purpose of a flow that was published.",
      );
    const data = { draft: storableValue(document), updatedAt: clock.now() };
    await tx.prisma.flow.update({ where: { shopId_id: { shopId, id: flowId } }, data });
    const store = await readStoreThings(tx, shopId);
    return validateFlow(document, { ...flow, snippets: snippetsOf(flow.snippets), store });
  });
}

function hasSameStart(one: FlowDocument, other: FlowDocument): boolean {
  return one.purpose === other.purpose && one.trigger.kind === other.trigger.kind;
}

function checkBase(stored: FlowDocument, base: FlowDocument, next: FlowDocument): void {
  const now = fingerprintOf(stored);
  if (now === fingerprintOf(base) || now === fingerprintOf(next)) return;
  throw new UserError(
    "flow-changed-elsewhere",
    "This flow was changed in another tab or by someone else. Reload the page to see the newer version; your changes are kept.",
  );
}
