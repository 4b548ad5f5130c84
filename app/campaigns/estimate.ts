import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { merchant } from "#app/authenticate";
import { inTurn } from "#app/request-limits";
import { type Audience, describeAudience } from "#domain/campaigns/audience/audience";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import { nameAudience } from "#domain/campaigns/audience/name-audience";
import { instantOf } from "#domain/campaigns/drafts/instant-of";
import { checkLocalTime } from "#domain/campaigns/drafts/local-time";
import { describePace } from "#domain/campaigns/report/describe-pace";
import { adviseStart } from "#domain/forecast/advise-start";
import { namesLink } from "#domain/messages/content/merge-tags";
import { UserError } from "#domain/user-error";
import { storableText } from "#platform/sql/storable";
import type { Cost } from "../ui/text/cost-card.tsx";

/** What the editor shows beside the text. */
export interface EstimateAnswer {
  /** "Everyone subscribed" */
  audience: string;
  cost: Cost;
  /** People of the audience who are skipped because of the frequency cap. */
  capped: number;
  /** Of the recipients, those who may be texted at the hour it starts. */
  canLeaveNow: number;
  /** When the first of the others may be. */
  nextOpeningAt: string | null;
  /** When the last text would have left; null when nothing could send it. */
  finishesAt: string | null;
  /** "at 40 SMS segments a second (the number’s limit)"; null with finishesAt. */
  pace: string | null;
  /** What is wrong with the text for someone of the audience. */
  problem: string | null;
  startsAt: string;
  /** An earlier campaign that still uses the number at the start, and when the number is free. */
  numberInUse: { campaign: string; freeAt: string } | null;
}

const question = z.object({
  name: z.string(),
  body: z.string().max(4_000),
  linkUrl: z.string(),
  audience: z.enum(["all", "tag", "segment", "list", "unsent"]),
  segmentId: z.union([z.uuid(), z.literal("")]).default(""),
  listId: z.union([z.uuid(), z.literal("")]).default(""),
  unsentOf: z.union([z.uuid(), z.literal("")]).default(""),
  tag: z.string().max(255),
  senderId: z.union([z.uuid(), z.literal("")]),
  /** Itself, once it is stored. */
  campaignId: z.union([z.uuid(), z.literal("")]).default(""),
  when: z.enum(["now", "later", "local"]),
  date: z.string(),
  time: z.string(),
});

/** Answers the editor while it is typed in; nothing is stored. A half-typed link, tag or hour is taken for none. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const asked = question.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success)
    throw new Response("This isn’t a valid campaign. Reload the page and try again.", { status: 400 });
  const { name, body, linkUrl, senderId } = asked.data;
  const start = { when: asked.data.when, date: asked.data.date, time: asked.data.time };
  const startsAt = startOf(start, shop.timeZone ?? "UTC", ctx.clock.now());
  // Someone may have deleted what the page still shows.
  const meant = await orSaid(404, nameAudience(ctx.db, shopId, audienceOf(asked.data)));
  const found = await orSaid(
    503,
    inTurn(context.turns, shopId, () =>
      estimateCampaign({ ...ctx, clock: { now: () => startsAt } }, shopId, {
        name,
        body: body.replaceAll("\r\n", "\n"),
        // The preview shows a link that is still to be entered as one, and it costs what one costs.
        linkUrl: URL.canParse(linkUrl.trim()) ? linkUrl.trim() : namesLink(body) ? "https://example.com" : null,
        audience: meant,
        senderId: senderId || null,
        localTime: start.when === "local" ? localTimeOf(start) : null,
      }),
    ),
  );
  const advice =
    start.when === "later" && found.audience > 0
      ? await inTurn(context.turns, shopId, () =>
          adviseStart(ctx, shopId, { campaignId: asked.data.campaignId || null, senderId: senderId || null, startsAt }),
        )
      : null;
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
    capped: found.capped,
    canLeaveNow: found.canLeaveNow,
    nextOpeningAt: found.nextOpeningAt?.toISOString() ?? null,
    finishesAt: found.finish?.at.toISOString() ?? null,
    pace: found.finish && describePace(found.finish),
    problem: body.trim() === "" ? null : found.problem,
    startsAt: startsAt.toISOString(),
    numberInUse: advice && { campaign: advice.campaign, freeAt: advice.freeAt.toISOString() },
  };
  return Response.json(answer);
}

type Asked = z.output<typeof question>;

/** What is chosen and not yet named counts as everyone; the page says so. */
function audienceOf({ audience: kind, tag: typed, segmentId, listId, unsentOf }: Asked): Audience {
  const tag = storableText(typed).trim();
  if (kind === "tag" && tag) return { kind, tag };
  if (kind === "segment" && segmentId) return { kind, segmentId, name: "" };
  if (kind === "list" && listId) return { kind, listId, name: "" };
  // The name is for show, and the page shows its own.
  if (kind === "unsent" && unsentOf) return { kind, campaignId: unsentOf, name: "the previous campaign" };
  return { kind: "all" };
}

/** A refusal of the domain's is an answer with its sentence, and no defect of ours. */
async function orSaid<T>(status: number, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new Response(error.message, { status });
  }
}

/** The hour that was chosen, while it is one; else null. */
function localTimeOf({ date, time }: { date: string; time: string }): string | null {
  try {
    return checkLocalTime(`${date}T${time.slice(0, 5)}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return null;
  }
}

/** The hour that was chosen on the shop's clock, while it is one and still ahead; else now. */
function startOf(
  { when, date, time }: { when: "now" | "later" | "local"; date: string; time: string },
  zone: string,
  now: Date,
): Date {
  if (when !== "later") return now;
  try {
    const chosen = instantOf({ date, time }, zone);
    return chosen > now ? chosen : now;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return now;
  }
}
