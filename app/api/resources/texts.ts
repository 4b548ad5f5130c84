import { z } from "zod";
import { defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { planSingleText } from "#domain/conversations/plan-single-text";
import { enqueueAll } from "#domain/jobs";
import { explainText, explainWhy } from "#domain/messages/explain/explain";
import { readText } from "#domain/messages/explain/read-text";
import { storableText } from "#platform/sql/storable";
import { instant, isoOf } from "./instant.ts";
import { PERSON_LIMIT, TEXT_COST, textedTooOften } from "./text-limits.ts";

const tag = "Texts";
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export const sendText = defineOperation({
  id: "sendText",
  method: "POST",
  path: "/texts",
  tag,
  scope: "texts:write",
  summary: "Send one transactional text",
  description: `A text about something the person did or asked for: an appointment, a claim, a delivery. Not for marketing: campaigns and flows are for that, and they ask for consent. The same rules decide on it as on every transactional text, and after a STOP it is not sent. Someone who hasn’t confirmed a sign-up gets it, as it needs no consent to marketing. ${PERSON_LIMIT} Counts as ${TEXT_COST} requests. Read the text to see what became of it, and why.`,
  body: z.strictObject({
    subscriberId: z.uuid(),
    body: z
      .string()
      .overwrite(storableText)
      .trim()
      .min(1)
      .max(1_000)
      .describe("The words as they are sent. Your store should be named in them."),
    expiresAfterMinutes: z
      .int()
      .min(1)
      .max(DAY_MINUTES)
      .default(DAY_MINUTES)
      .describe("It is not sent later than this."),
  }),
  answer: {
    status: 202,
    schema: z.object({ id: z.uuid(), subscriberId: z.uuid() }),
    description: "The text is planned. It is sent as soon as the rules allow.",
  },
  repeat: "key",
  cost: () => TEXT_COST,
  async handle({ ctx, shopId, body: { subscriberId, body, expiresAfterMinutes } }) {
    const expiresAt = new Date(ctx.clock.now().getTime() + expiresAfterMinutes * MINUTE_MS);
    const text = { subscriberId, body, expiresAt };
    const planned = await ctx.db.transaction((tx) => planSingleText(tx, ctx, shopId, text));
    if (planned.kind === "too-many") throw textedTooOften(planned.until, ctx.clock.now());
    await enqueueAll(ctx.enqueue, planned.jobs);
    return { id: planned.id, subscriberId };
  },
});

export const getText = defineOperation({
  id: "getText",
  method: "GET",
  path: "/texts/{textId}",
  tag,
  scope: "texts:read",
  summary: "Read what became of a text, and why",
  answer: {
    status: 200,
    schema: z.object({
      id: z.uuid(),
      subscriberId: z.uuid(),
      state: z.string().describe("waiting, sending, accepted, sent, delivered, failed, skipped, expired or unknown."),
      reason: z.string().nullable(),
      explanation: z.string().describe("In a sentence."),
      rules: z
        .array(z.string())
        .describe("The rules that decided on it, in order, each with what it saw. Empty before they have."),
      parts: z.int().nullable(),
      priceMicros: z.int().nullable().describe("List price in millionths of a US dollar."),
      expiresAt: instant,
      handedOverAt: instant.nullable(),
      deliveredAt: instant.nullable(),
    }),
    description: "The text.",
  },
  repeat: "reads",
  async handle({ ctx, shopId, params: { textId } }) {
    const text = await readText(ctx.db, shopId, textId, ctx.clock.now());
    if (text === null) throw new Problem("not-found");
    const { id, subscriberId, state, reason, parts, priceMicros, expiresAt, handedAt, deliveredAt } = text;
    return {
      ...{ id, subscriberId, state, reason, parts, priceMicros },
      explanation: explainText(text, isoOf),
      rules: text.why === null ? [] : explainWhy(text.why, isoOf),
      ...{ expiresAt: isoOf(expiresAt), handedOverAt: isoOf(handedAt), deliveredAt: isoOf(deliveredAt) },
    };
  },
});
