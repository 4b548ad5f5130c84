import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { findFlow } from "#domain/flows/find";
import { pauseFlow, pauseSentence, resumeFlow } from "#domain/flows/pause";
import { publishFlow } from "#domain/flows/publish";
import { saveDraft } from "#domain/flows/save-draft";
import { trialChoices } from "#domain/flows/trial-people";
import { formatPhone } from "#domain/subscribers/format-phone";
import { merchant } from "../authenticate.ts";
import { answerForm } from "../form-answer.ts";
import { idIn, notFound } from "../not-found.ts";
import { FlowPage } from "./editor/flow-page.tsx";

/** One flow: its steps, their forms, and whether anybody enters. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const flow = await findFlow(ctx.db, shopId, idIn(params, "flowId"));
  if (!flow) throw notFound();
  const [settings, sender, choices] = await Promise.all([
    ctx.db.prisma.shopSettings.findUniqueOrThrow({ where: { shopId } }),
    ctx.db.prisma.sender.findFirst({ where: { shopId, state: "active" }, orderBy: { createdAt: "asc" } }),
    trialChoices(ctx.db, shopId),
  ]);
  const brandName = settings.brandName || shop.name || shop.domain;
  return {
    flow,
    pauseSentence,
    hasSender: sender !== null,
    around: {
      brandName,
      shortLinkUrl: ctx.shortLinkUrl,
      from: sender ? formatPhone(sender.phone) : brandName,
      country: shop.country,
    },
    choices: choices.map(({ id, firstName, lastName, phone }) => ({
      value: id,
      label: [[firstName, lastName].filter(Boolean).join(" "), phone && formatPhone(phone)].filter(Boolean).join(" · "),
    })),
  };
}

export type FlowData = Awaited<ReturnType<typeof loader>>;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const flowId = idIn(params, "flowId");
  if (!(await findFlow(ctx.db, shopId, flowId))) throw notFound();
  const form = await request.formData();
  const document: unknown = form.has("document") ? JSON.parse(String(form.get("document"))) : null;

  return await answerForm(async () => {
    switch (form.get("intent")) {
      case "save":
        await saveDraft(ctx, shopId, flowId, document);
        return "Draft saved";
      case "publish":
        await saveDraft(ctx, shopId, flowId, document);
        return `Version ${await publishFlow(ctx, shopId, flowId)} is live`;
      case "pause":
        await pauseFlow(ctx, shopId, flowId);
        return "Flow paused";
      case "resume":
        await resumeFlow(ctx, shopId, flowId);
        return "Flow is live again";
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

export default function Flow() {
  const data = useLoaderData<typeof loader>();
  return <FlowPage key={data.flow.id} data={data as FlowData} />;
}
