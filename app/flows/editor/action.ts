import { done, intents, leadsTo, shows } from "#app/actions/intents";
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
import { type Choices, choicesSchema } from "#domain/flows/versions/moving/choices";
import { type MovePreview, previewMove } from "#domain/flows/versions/moving/preview";
import { stopMove } from "#domain/flows/versions/moving/start";

type Flow = Pick<Merchant, "ctx" | "shopId" | "staff"> & { id: string };

/** What the flow's editor does: save the draft as it is typed, publish it, pause and resume the flow. */
export const act = intents<Flow, MovePreview>({
  save: async (flow, form) => {
    await save(flow, form);
    return done("Draft saved");
  },
  publish: async (flow, form) => {
    await save(flow, form);
    const move = form.has("move") ? readChoices(postedJson(form, "move")) : null;
    const publishing = { by: flow.staff, seen: form.has("seen") ? numberIn(form, "seen") : null, move };
    return done(`Version ${await publishFlow(flow.ctx, flow.shopId, flow.id, publishing)} is live`);
  },
  "preview-move": async (flow, form) => {
    await checkFound(flow);
    return shows(await previewMove(flow.ctx.db, flow.shopId, flow.id, postedJson(form, "document")));
  },
  "stop-move": async (flow) => {
    await checkFound(flow);
    const isStopped = await stopMove(flow.ctx, flow.shopId, flow.id);
    return done(isStopped ? "Stopped moving people" : "The move had already ended");
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

/** What no page of ours posts is answered as if nothing was chosen. */
function readChoices(json: unknown): Choices {
  return choicesSchema.catch({}).parse(json);
}

async function checkFound({ ctx, shopId, id }: Flow): Promise<void> {
  if (!(await findFlow(ctx.db, shopId, id))) throw notFound();
}
