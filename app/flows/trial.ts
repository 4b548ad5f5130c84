import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { postedJson } from "#app/actions/posted-json";
import { merchant } from "#app/authenticate";
import { type TrialQuestion, trialQuestion } from "#app/flows/editor/trial/question";
import { idIn, notFound } from "#app/not-found";
import { inTurn } from "#app/request-limits";
import { instantsOf } from "#domain/compliance/wall-clock";
import { parseDocument } from "#domain/flows/definition/document";
import { findFlow } from "#domain/flows/report/find";
import { readSnippets } from "#domain/flows/snippets/manage";
import { pinSnippets } from "#domain/flows/snippets/pin";
import type { ImaginedEvent } from "#domain/flows/trial/imagined-events";
import { tryFlow } from "#domain/flows/trial/try-flow";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

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

/** Answers the editor's "Test flow" for the draft as it stands on the screen, saved or not. Writes nothing. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const flow = await findFlow(ctx.db, shopId, idIn(params, "flowId"));
  if (!flow) throw notFound();
  const form = await request.formData();
  const posted = asked.safeParse({ document: postedJson(form, "document"), question: postedJson(form, "question") });
  if (!posted.success) throw new Response("This request isn’t valid. Reload the page and try again", { status: 400 });
  const { question } = posted.data;
  const document = pinSnippets(posted.data.document, await readSnippets(ctx.db, shopId));
  const startsAt = startOf(question, shop.timeZone ?? "UTC", ctx.clock.now());
  const { person, event } = question;
  const tried = await inTurn(context.turns, shopId, () =>
    tryFlow(ctx, {
      ...{ shopId, flow, document, person, event, startsAt },
      imagined: imaginedEvents(question, startsAt),
      answers: answersOf(question),
    }),
  );
  if (tried.kind === "no-person") throw notFound();
  return tried;
}

function startOf({ startsAt }: TrialQuestion, timeZone: string, now: Date): Date {
  if (startsAt === null) return now;
  const [day = "", clock = ""] = startsAt.split("T");
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const { first } = instantsOf(Math.floor(Date.parse(day) / DAY_MS), hours * 60 + minutes, timeZone);
  return new Date(first);
}

function imaginedEvents({ happens: { custom, ...own }, reply }: TrialQuestion, startsAt: Date): ImaginedEvent[] {
  const named = Object.entries(custom).map(([name, minutes]) => [`custom:${name}`, minutes] as const);
  return [...Object.entries(own), ...named].flatMap(([event, minutes]) =>
    minutes === null ? [] : [{ event, at: new Date(startsAt.getTime() + minutes * MINUTE_MS), reply }],
  );
}

/** What steps keep of an answer; digits are numbers, as in JSON. */
function answersOf({ answers }: TrialQuestion): Record<string, unknown> {
  const numberOr = (text: string) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text);
  return Object.fromEntries(
    Object.entries(answers).flatMap(([stepId, given]) => {
      if (given === null) return [];
      const values = Object.fromEntries(Object.entries(given).map(([tag, text]) => [tag, numberOr(text)]));
      return [[stepId, { values }]];
    }),
  );
}
