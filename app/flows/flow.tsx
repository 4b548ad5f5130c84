import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { answerForm } from "#app/actions/answer";
import { postedJson } from "#app/actions/posted-json";
import { merchant } from "#app/authenticate";
import { readFlowPage } from "#app/flows/editor/read";
import { idIn, notFound } from "#app/not-found";
import { pauseFlow, resumeFlow } from "#domain/flows/publishing/pause";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { findFlow } from "#domain/flows/report/find";
import { FlowPage } from "./editor/flow-page.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const data = await readFlowPage(await merchant(request, context), idIn(params, "flowId"));
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const flowId = idIn(params, "flowId");
  if (!(await findFlow(ctx.db, shopId, flowId))) throw notFound();
  const form = await request.formData();
  // Pages of an older build post no base.
  const base = form.has("base") ? postedJson(form, "base") : null;
  const save = () => saveDraft(ctx, shopId, flowId, postedJson(form, "document"), base);

  return await answerForm(async () => {
    switch (form.get("intent")) {
      case "save":
        await save();
        return "Draft saved";
      case "publish":
        await save();
        return `Version ${await publishFlow(ctx, shopId, flowId)} is live`;
      case "pause":
        await pauseFlow(ctx, shopId, flowId);
        return "Flow paused";
      case "resume":
        await resumeFlow(ctx, shopId, flowId);
        return "Flow resumed";
      default:
        throw new Response("Unknown intent", { status: 400 });
    }
  });
}

/** The editor knows what it saved; a trial changes nothing. */
export function shouldRevalidate({ formData, formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  if (formData?.get("intent") === "save" || formAction?.endsWith("/try")) return false;
  return defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.flow.name ?? "Flow" }];

export default function Flow() {
  const data = useLoaderData<typeof loader>();
  return <FlowPage key={data.flow.id} data={data} />;
}
