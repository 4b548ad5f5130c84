import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { type Audience, describeAudience } from "#domain/campaigns/audience";
import { estimateCampaign } from "#domain/campaigns/estimate";
import { merchant } from "../authenticate.ts";
import type { Cost } from "../ui/cost-card.tsx";

/** What the editor shows beside the text. */
export interface EstimateAnswer {
  /** "Everybody subscribed" */
  audience: string;
  cost: Cost;
  /** Of the recipients, those who may be texted at this hour. */
  canLeaveNow: number;
  /** When the first of the others may be. */
  nextOpeningAt: string | null;
  /** When the last text would have left if it started now; null when nothing could send it. */
  finishesAt: string | null;
  /** What is wrong with the text for somebody of the audience. */
  problem: string | null;
}

const question = z.object({
  name: z.string(),
  body: z.string().max(4_000),
  linkUrl: z.string(),
  audience: z.enum(["all", "tag"]),
  tag: z.string().max(255),
  senderId: z.union([z.uuid(), z.literal("")]),
});

/** Answers the editor while it is typed in; nothing is stored. A half-typed link or tag is taken for none. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const asked = question.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) throw new Response("This is not a campaign.", { status: 400 });
  const { name, body, linkUrl, audience, tag, senderId } = asked.data;
  const meant: Audience = audience === "tag" && tag.trim() ? { kind: "tag", tag: tag.trim() } : { kind: "all" };
  const found = await estimateCampaign(ctx, shopId, {
    name,
    body: body.replaceAll("\r\n", "\n"),
    linkUrl: URL.canParse(linkUrl.trim()) ? linkUrl.trim() : null,
    audience: meant,
    senderId: senderId || null,
  });
  const { least, expected, most } = found.costMicros;
  const answer: EstimateAnswer = {
    audience: describeAudience(meant),
    cost: {
      recipients: found.audience,
      partsLeast: found.parts.least,
      partsMost: found.parts.most,
      micros: expected,
      microsLeast: least,
      microsMost: most,
      currency: "USD",
    },
    canLeaveNow: found.canLeaveNow,
    nextOpeningAt: found.nextOpeningAt?.toISOString() ?? null,
    finishesAt: found.finishesAt?.toISOString() ?? null,
    problem: found.problem,
  };
  return Response.json(answer);
}
