import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { postedJson } from "#app/actions/posted-json";
import { type Merchant, merchant } from "#app/authenticate";
import { type TrialQuestion, trialQuestion } from "#app/flows/editor/trial/question";
import { idIn, notFound } from "#app/not-found";
import { inTurn } from "#app/request-limits";
import { instantsOf } from "#domain/compliance/wall-clock";
import { checkTexts } from "#domain/flows/definition/check-texts";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { campaignName, type Subject } from "#domain/flows/definition/wording";
import { findFlow } from "#domain/flows/report/find";
import { readSnippets } from "#domain/flows/snippets/manage";
import { pinSnippets } from "#domain/flows/snippets/pin";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { enteredBefore, entryObjection } from "#domain/flows/trial/entry-verdict";
import { madeUpSubject } from "#domain/flows/trial/event";
import type { ImaginedEvent } from "#domain/flows/trial/imagined-events";
import { hadOrdered, lastEvent, realSubject } from "#domain/flows/trial/last-event";
import { type TrialSetting, trialSetting } from "#domain/flows/trial/setting";
import { tryOut } from "#domain/flows/trial/trial";

const MINUTE_MS = 60_000;

const asked = z.object({
  document: z.unknown().transform((json, context) => {
    try {
      return parseDocument(json);
    } catch {
      context.addIssue({ code: "custom", message: "no flow" });
      return z.NEVER;
    }
  }),
  question: trialQuestion,
});

/** Answers the editor's "Try it" for the draft as it stands on the screen, saved or not. Writes nothing. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const flow = await findFlow(ctx.db, shopId, idIn(params, "flowId"));
  if (!flow) throw notFound();
  const form = await request.formData();
  const posted = asked.safeParse({ document: postedJson(form, "document"), question: postedJson(form, "question") });
  if (!posted.success) throw new Response("This request isn’t valid. Reload the page and try again", { status: 400 });
  const { question } = posted.data;
  const document = pinSnippets(posted.data.document, await readSnippets(ctx.db, shopId));
  const setting = await inTurn(context.turns, shopId, () => trialSetting(ctx, shopId, question.person, document));
  if (!setting) throw notFound();
  await checkTexts(document);
  const startsAt = startOf(question, setting.ofShop.timeZone ?? "UTC", ctx.clock.now());
  const subject = await subjectOf({ ctx, shopId }, document, question, setting, startsAt);
  if (subject === null) return { kind: "no-event" as const };
  const { recipient, known, timeZone } = setting;
  const isReal = question.person.kind === "subscriber";
  const facts = {
    ...blankFacts(startsAt),
    ...{ timeZone, flowId: flow.id, subscriberId: recipient.id },
    isFirstOrder:
      question.person.kind === "made-up"
        ? question.person.isFirstOrder
        : !(await hadOrdered(ctx.db, shopId, question.person.id, startsAt, subject.about)),
    totalMicros: subject.subject.currency === null ? null : subject.subject.totalMicros,
    event: subject.subject.event?.properties ?? {},
    ...known,
  };
  const where = { shopId, subscriberId: recipient.id, flowId: flow.id };
  return {
    kind: "tried" as const,
    ...tryOut(
      document,
      {
        ...{ recipient, facts, shop: setting.shop, subject: subject.subject },
        campaign: campaignName(null, flow.name),
        imagined: imaginedEvents(question, startsAt),
        answers: answersOf(question),
        shortLinkUrl: ctx.shortLinkUrl,
      },
      startsAt,
    ),
    timeZone,
    objection: entryObjection(document.trigger, facts),
    enteredAt: isReal ? await enteredBefore(ctx.db, where, document.trigger, startsAt) : null,
  };
}

function startOf({ startsAt }: TrialQuestion, timeZone: string, now: Date): Date {
  if (startsAt === null) return now;
  const [day = "", clock = ""] = startsAt.split("T");
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return new Date(
    instantsOf(Math.floor(Date.parse(day) / (24 * 60 * MINUTE_MS)), hours * 60 + minutes, timeZone).first,
  );
}

async function subjectOf(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  document: FlowDocument,
  { event, person }: TrialQuestion,
  { ofShop, timeZone }: TrialSetting,
  startsAt: Date,
): Promise<{ about: string; subject: Subject } | null> {
  const shop = { ...ofShop, timeZone };
  if (event.kind === "made-up") return { about: "", subject: madeUpSubject(document, event, shop, startsAt) };
  const last = person.kind === "subscriber" ? await lastEvent(ctx.db, shopId, person.id, document.trigger.kind) : null;
  return last && { about: last.about, subject: await realSubject(ctx.db, shopId, last, shop) };
}

function imaginedEvents({ happens: { custom, ...own }, reply }: TrialQuestion, startsAt: Date): ImaginedEvent[] {
  const named = Object.entries(custom).map(([name, minutes]) => [`custom:${name}`, minutes] as const);
  return [...Object.entries(own), ...named].flatMap(([event, minutes]) =>
    minutes === null ? [] : [{ event, at: new Date(startsAt.getTime() + minutes * MINUTE_MS), reply }],
  );
}

/** What steps keep of an answer; digits are numbers, as in JSON. */
function answersOf({ answers }: TrialQuestion): Record<string, unknown> {
  const number = (text: string) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text);
  return Object.fromEntries(
    Object.entries(answers).flatMap(([stepId, given]) => {
      if (given === null) return [];
      const values = Object.fromEntries(Object.entries(given).map(([tag, text]) => [tag, number(text)]));
      return [[stepId, { values }]];
    }),
  );
}
