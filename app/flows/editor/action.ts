import { done, intents, leadsTo } from "#app/actions/intents";
import { numberIn, textIn } from "#app/actions/posted-fields";
import { postedJson } from "#app/actions/posted-json";
import type { Merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { duplicateFlow } from "#domain/flows/publishing/create";
import { deleteFlow } from "#domain/flows/publishing/delete";
import { renameFlow } from "#domain/flows/publishing/name";
import { pauseFlow, resumeFlow } from "#domain/flows/publishing/pause";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { findFlow } from "#domain/flows/report/find";

type Flow = Pick<Merchant, "ctx" | "shopId" | "staff"> & { id: string };

/** What the flow's editor does: save the draft as it is typed, publish it, pause and resume the flow. */
export const act = intents<Flow>({
  save: async (flow, form) => {
    await save(flow, form);
    return done("Draft saved");
  },
  publish: async (flow, form) => {
    await save(flow, form);
    const publishing = { by: flow.staff, seen: form.has("seen") ? numberIn(form, "seen") : null };
    return done(`Version ${await publishFlow(flow.ctx, flow.shopId, flow.id, publishing)} is live`);
  },
  rename: async (flow, form) => {
    await checkFound(flow);
    await renameFlow(flow.ctx, flow.shopId, flow.id, textIn(form, "name"));
    return done("Flow renamed");
  },
  duplicate: async (flow) => {
    await checkFound(flow);
    return leadsTo(`/flows/${await duplicateFlow(flow.ctx, flow.shopId, flow.id)}`, "Flow duplicated");
  },
  delete: async (flow) => {
    await checkFound(flow);
    await deleteFlow(flow.ctx, flow.shopId, flow.id);
    return leadsTo(`/flows?deleted=${flow.id}`);
  },
  pause: async (flow) => {
    await checkFound(flow);
    await pauseFlow(flow.ctx, flow.shopId, flow.id);
    return done("Flow paused");
  },
  resume: async (flow) => {
    await checkFound(flow);
    await resumeFlow(flow.ctx, flow.shopId, flow.id);
    return done("Flow resumed");
  },
});

async function save(flow: Flow, form: FormData): Promise<void> {
  await checkFound(flow);
  // Pages of an older build post no base.
  const base = form.has("base") ? postedJson(form, "base") : null;
  await saveDraft(flow.ctx, flow.shopId, flow.id, postedJson(form, "document"), base);
}

async function checkFound({ ctx, shopId, id }: Flow): Promise<void> {
  if (!(await findFlow(ctx.db, shopId, id))) throw notFound();
}
