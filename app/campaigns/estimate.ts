import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { instantOf } from "#app/campaigns/wall-time";
import { type Audience, describeAudience } from "#domain/campaigns/audience";
import { estimateCampaign } from "#domain/campaigns/estimate";
import { UserError } from "#domain/user-error";
import { merchant } from "../authenticate.ts";
import type { Cost } from "../ui/cost-card.tsx";

/** What the editor shows beside the text. */
export interface EstimateAnswer {
  /** "Everybody subscribed" */
  audience: string;
  cost: Cost;
  /** Of the recipients, those who may be texted at the hour it starts. */
  canLeaveNow: number;
  /** When the first of the others may be. */
  nextOpeningAt: string | null;
  /** When the last text would have left; null when nothing could send it. */
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
  when: z.enum(["now", "later"]),
  date: z.string(),
  time: z.string(),
});

/** Answers the editor while it is typed in; nothing is stored. A half-typed link, tag or hour is taken for none. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const asked = question.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) throw new Response("This is not a campaign.", { status: 400 });
  const { name, body, linkUrl, audience, tag, senderId, ...start } = asked.data;
  const startsAt = startOf(start, shop.timeZone ?? "UTC", ctx.clock.now());
  const meant: Audience = audience === "tag" && tag.trim() ? { kind: "tag", tag: tag.trim() } : { kind: "all" };
  const found = await estimateCampaign({ ...ctx, clock: { now: () => startsAt } }, shopId, {
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
    problem: body.trim() === "" ? null : found.problem,
  };
  return Response.json(answer);
}

/** The hour that was chosen, while it is one and still ahead; else now. */
function startOf(
  { when, date, time }: { when: "now" | "later"; date: string; time: string },
  zone: string,
  now: Date,
): Date {
  if (when === "now") return now;
  try {
    const chosen = instantOf({ date, time }, zone);
    return chosen > now ? chosen : now;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return now;
  }
}
