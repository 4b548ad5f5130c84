import { done, intents, leadsTo } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { restoreFlow } from "#domain/flows/publishing/delete";
import { pauseFlow } from "#domain/flows/publishing/pause";
import { turnOnFlow } from "#domain/flows/publishing/turn-on";
import { findFlow } from "#domain/flows/report/find";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";

/** Switches one flow on or off, and restores one that was deleted. */
export const act = intents<Pick<Merchant, "ctx" | "shopId" | "staff">>({
  save: async ({ ctx, shopId, staff }, form) => {
    const flowId = String(form.get("flowId"));
    const flow = isId(flowId) ? await findFlow(ctx.db, shopId, flowId) : null;
    if (!flow) throw notFound();
    if (form.get("isLive") === "true") {
      await turnOnFlow(ctx, shopId, flow, staff).catch(inTheEditor);
      return done(`${flow.name} is live`);
    }
    await pauseFlow(ctx, shopId, flowId);
    return done(`${flow.name} is paused`);
  },
  restore: async ({ ctx, shopId }, form) => {
    const flowId = String(form.get("flowId"));
    if (!isId(flowId)) throw notFound();
    await restoreFlow(ctx, shopId, flowId);
    return leadsTo(`/flows/${flowId}`, "Flow restored");
  },
});

/** What a draft lacks is fixed on its own page. */
function inTheEditor(error: unknown): never {
  if (!(error instanceof UserError)) throw error;
  throw new UserError(error.code, `This flow can’t go live yet. ${error.message}`);
}
