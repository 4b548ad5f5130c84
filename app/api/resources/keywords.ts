import { z } from "zod";
import { type Call, defineOperation } from "#app/api/operation";
import { asProblem, Problem } from "#app/api/problem";
import { endKeyword } from "#domain/keywords/end-keyword";
import { JOIN_PATH } from "#domain/keywords/find-invitation";
import type { Keyword, KeywordDetails } from "#domain/keywords/keyword";
import { hasEnded } from "#domain/keywords/keyword";
import { findKeyword, listKeywords as readKeywords } from "#domain/keywords/list-keywords";
import { saveKeyword } from "#domain/keywords/save-keyword";
import { instant, isoOf } from "./instant.ts";

const tag = "Keywords";

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
  .describe("Such as 09:00 on the store’s clock; 24:00 is midnight at the end of the day.");
const hours = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1).max(7).describe("1 is Monday, 7 is Sunday."),
  opens: clock,
  closes: clock,
});
const text = z.string().max(1_600);

/** What can be written down about a keyword. */
const settings = {
  words: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(10)
    .describe("The spellings that count. The first is the one that you advertise."),
  answer: text.nullable().describe("The text that is sent back, with merge tags; null for none."),
  hours: hours.nullable().describe("When the store answers; null for always."),
  closedAnswer: text.nullable().describe("The text that is sent back outside the hours; null for none."),
  tag: z.string().max(255).nullable().describe("Added to people who text the keyword."),
  listId: z.uuid().nullable().describe("The list that they are added to."),
  joins: z.boolean().describe("Texting it subscribes the person to marketing texts."),
  asksFirst: z.boolean().describe("A keyword that subscribes people asks for a YES first."),
  endsAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe("From then on the keyword does nothing; null for never."),
};
const changes = z.strictObject(settings).partial();
const complete = changes.required({ words: true });

const keyword = z
  .object({
    id: z.uuid(),
    words: z.array(z.string()),
    answer: z.string().nullable(),
    hours: z.object({ days: z.array(z.int()), opens: z.string(), closes: z.string() }).nullable(),
    closedAnswer: z.string().nullable(),
    tag: z.string().nullable(),
    listId: z.uuid().nullable(),
    joins: z.boolean(),
    asksFirst: z.boolean(),
    endsAt: instant.nullable(),
    hasEnded: z.boolean(),
    signUpPage: z
      .url()
      .nullable()
      .describe("The page where people can sign up; null unless the keyword subscribes them."),
    texts: z.int().describe("Texts that said it in the last 30 days."),
  })
  .meta({ id: "Keyword" });

/** Kept for a day, so it names the keyword and nothing that was written. */
const changed = z.object({ id: z.uuid() });

const NEW: KeywordDetails = {
  ...{ words: [], answer: null, hours: null, closedAnswer: null, tag: null, listId: null },
  ...{ joins: false, asksFirst: false, endsAt: null },
};

export const listKeywords = defineOperation({
  id: "listKeywords",
  method: "GET",
  path: "/keywords",
  tag,
  scope: "keywords:read",
  summary: "List keywords by their word",
  answer: {
    status: 200,
    schema: z.object({ keywords: z.array(keyword).describe("100 at most, those that have ended included.") }),
    description: "The keywords.",
  },
  repeat: "reads",
  async handle({ ctx, shopId }) {
    const now = ctx.clock.now();
    return { keywords: (await readKeywords(ctx.db, shopId, now)).map((it) => asAnswer(it, ctx.appUrl, now)) };
  },
});

export const createKeyword = defineOperation({
  id: "createKeyword",
  method: "POST",
  path: "/keywords",
  tag,
  scope: "keywords:write",
  summary: "Create a keyword",
  description:
    "A word that opts people in or out, says yes or asks for help can’t be one, and a word that people text to say no or thanks can’t subscribe them. A flow starts by a keyword when its trigger names the word.",
  body: complete,
  answer: { status: 201, schema: changed, description: "The keyword." },
  repeat: "key",
  noted: { verb: "keyword.change", isEach: true },
  handle: (call) => save(call, null, NEW),
});

export const changeKeyword = defineOperation({
  id: "changeKeyword",
  method: "POST",
  path: "/keywords/{keywordId}",
  tag,
  scope: "keywords:write",
  summary: "Change a keyword",
  description: "What the body leaves out stays as it is. A keyword that has ended starts again with an endsAt of null.",
  body: changes,
  answer: { status: 200, schema: changed, description: "The keyword is changed." },
  repeat: "key",
  noted: { verb: "keyword.change", isEach: true },
  async handle(call) {
    const stored = await findKeyword(call.ctx.db, call.shopId, call.params.keywordId);
    if (!stored) throw new Problem("not-found");
    const { id, shopId: _, code: __, ...details } = stored;
    return save(call, id, details);
  },
});

export const stopKeyword = defineOperation({
  id: "endKeyword",
  method: "POST",
  path: "/keywords/{keywordId}/end",
  tag,
  scope: "keywords:write",
  summary: "End a keyword now",
  description: "From now on a text that says it is talk like any other. Its sign-up page is no longer available.",
  body: z.strictObject({}),
  answer: { status: 200, schema: changed, description: "The keyword has ended." },
  repeat: "key",
  noted: { verb: "keyword.change", isEach: true },
  async handle({ ctx, shopId, params: { keywordId: id } }) {
    await endKeyword(ctx, shopId, id);
    return { id };
  },
});

async function save(
  { ctx, shopId, body }: Pick<Call<unknown, unknown, z.output<typeof changes>>, "ctx" | "shopId" | "body">,
  id: string | null,
  before: KeywordDetails,
) {
  const { hours: given, endsAt, ...rest } = body;
  const details: KeywordDetails = {
    ...before,
    ...present(rest),
    ...(given !== undefined && { hours: given && hoursOf(given) }),
    ...(endsAt !== undefined && { endsAt: endsAt === null ? null : new Date(endsAt) }),
  };
  try {
    return { id: await saveKeyword(ctx, shopId, id, details) };
  } catch (error) {
    throw inTheBody(asProblem(error));
  }
}

/** Without what is undefined. */
function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never; // the same fields
}

function hoursOf({ days, opens, closes }: z.output<typeof hours>) {
  return { days, opensMinute: minuteOf(opens), closesMinute: minuteOf(closes) };
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

function clockOf(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

/** The page's fields that have another name or place in the body. */
const PLACES: Record<string, string> = {
  "/days": "/hours/days",
  "/closes": "/hours/closes",
  "/endsOn": "/endsAt",
};

function inTheBody({ problem, message, errors, code }: Problem): Problem {
  const placed = errors.map(({ pointer, detail }) => ({ pointer: PLACES[pointer] ?? pointer, detail }));
  return new Problem(problem, message, { errors: placed, code });
}

function asAnswer(it: Keyword & { texts: number }, appUrl: string, now: Date): z.input<typeof keyword> {
  const { id, words, answer, closedAnswer, tag: added, listId, joins, asksFirst, endsAt, code, texts } = it;
  const open = it.hours && {
    days: it.hours.days,
    opens: clockOf(it.hours.opensMinute),
    closes: clockOf(it.hours.closesMinute),
  };
  return {
    ...{ id, words, answer, hours: open, closedAnswer, tag: added, listId, joins, asksFirst, texts },
    ...{
      endsAt: isoOf(endsAt),
      hasEnded: hasEnded(it, now),
      signUpPage: joins ? `${appUrl}${JOIN_PATH}${code}` : null,
    },
  };
}
