import { z } from "zod";
import type { Context } from "#domain/context";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { type Problem, validateFlow } from "#domain/flows/definition/validate";
import { UserError } from "#domain/user-error";
import { fingerprint } from "#platform/fingerprint";
import { storableValue } from "#platform/sql/storable";
import { lockFlow } from "./lock.ts";

/**
 * Keeps a draft, unfinished or not; nobody is sent anything by it. Returns what stands between it and publishing.
 * Refuses to overwrite a draft that is no longer `base`, the one that was changed, unless it is the same already; refuses what is no flow at all (it did not come from the editor), and a change of purpose or trigger: those are the
 * preset's, and the law's.
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
    if (before.purpose !== document.purpose || before.trigger.kind !== document.trigger.kind)
      throw new UserError("flow-trigger-fixed", "You can’t change this flow’s trigger or purpose.");
    const data = { draft: storableValue(document), updatedAt: clock.now() };
    await tx.prisma.flow.update({ where: { shopId_id: { shopId, id: flowId } }, data });
    return validateFlow(document, flow);
  });
}

function checkBase(stored: FlowDocument, base: FlowDocument, next: FlowDocument): void {
  const now = fingerprint(stored);
  if (now === fingerprint(base) || now === fingerprint(next)) return;
  throw new UserError(
    "flow-changed-elsewhere",
    "This flow was changed in another tab or by someone else. Reload the page to see the newer version; your changes are kept.",
  );
}

function readDraft(json: unknown): FlowDocument {
  try {
    return parseDocument(json);
  } catch (error) {
    // A RangeError: nested deeper than anything can be read.
    if (!(error instanceof z.ZodError || error instanceof RangeError)) throw error;
    throw new UserError("flow-unreadable", "We couldn’t read this flow. Reload the page and try again.");
  }
}
