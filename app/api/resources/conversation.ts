import { z } from "zod";
import type { Call } from "#app/api/operation";
import { type Author, conversationStates } from "#domain/conversations/inbox/conversation";
import type { Conversation } from "#domain/conversations/inbox/find";
import type { ThreadEntry } from "#domain/conversations/inbox/thread";
import { instant, isoOf } from "./instant.ts";

const shopper = {
  subscriberId: z.uuid(),
  phone: z.string().nullable().describe("E.164; null after an erasure."),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
};

/** A conversation as the API shows it. */
export const conversation = z
  .object({
    id: z.uuid(),
    ...shopper,
    state: z.enum(conversationStates),
    unreadTexts: z.int(),
    assignee: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    snoozedUntil: instant.nullable(),
    lastTextAt: instant,
  })
  .meta({ id: "Conversation" });

const by = z
  .object({ kind: z.enum(["staff", "api-key", "help-desk"]), id: z.string(), name: z.string().nullable() })
  .nullable()
  .describe("Who did it; null when no one did, such as for an automatic reply or a text of the shopper’s.");

/**
 * What stands in a thread. One shape for all kinds, so that a kind can be added without breaking a program: what belongs to one
 * kind is null in the others.
 */
export const threadEntry = z
  .object({
    id: z.uuid(),
    at: instant,
    kind: z.enum(["text-in", "text-out", "note", "event", "consent"]),
    body: z.string().nullable().describe("Of a text or a note; null after an erasure."),
    by,
    textIn: z
      .object({
        meaning: z.string().describe("opt-out, unsure, opt-in, help or conversation."),
        topic: z.string().nullable().describe("What it is about, such as order-question; null when that isn’t known."),
        as: z.string().describe("text, reaction or automatic-answer."),
        pictures: z.int(),
      })
      .nullable(),
    textOut: z
      .object({
        state: z.string().describe("waiting, sending, accepted, sent, delivered, failed, skipped, expired or unknown."),
        reason: z.string().nullable().describe("Why it wasn’t delivered, in a sentence."),
        deliveredAt: instant.nullable(),
        sentBy: z.string().describe("campaign, flow, conversation or test."),
        isAutomatic: z.boolean(),
      })
      .nullable(),
    event: z
      .object({ what: z.string().describe("assigned, unassigned, closed, reopened, snoozed or woken.") })
      .nullable(),
    consent: z.object({ state: z.string(), source: z.string(), applied: z.boolean() }).nullable(),
  })
  .meta({ id: "ThreadEntry" });

export function conversationAnswer(it: Omit<Conversation, "answerKey">): z.input<typeof conversation> {
  const { id, subscriberId, phone, firstName, lastName, state, unreadTexts, assignee, snoozedUntil, lastTextAt } = it;
  return {
    ...{ id, subscriberId, phone, firstName, lastName, state, unreadTexts, assignee },
    ...{ snoozedUntil: isoOf(snoozedUntil), lastTextAt: isoOf(lastTextAt) },
  };
}

export function entryAnswer(entry: ThreadEntry): z.input<typeof threadEntry> {
  const { id, kind } = entry;
  const plain = { id, kind, at: isoOf(entry.at), body: null, by: null };
  const answer = { ...plain, textIn: null, textOut: null, event: null, consent: null };
  switch (entry.kind) {
    case "text-in": {
      const { body, meaning, topic, as, pictures } = entry;
      return { ...answer, body, textIn: { meaning, topic, as, pictures } };
    }
    case "text-out": {
      const { body, by: writer, state, reason, deliveredAt, source, isAutomatic } = entry;
      const textOut = { state, reason, deliveredAt: isoOf(deliveredAt), sentBy: source.kind, isAutomatic };
      return { ...answer, body, by: writer, textOut };
    }
    case "note":
      return { ...answer, body: entry.body, by: entry.by };
    case "event":
      return { ...answer, by: entry.by, event: { what: entry.what } };
    case "consent": {
      const { state, source, applied } = entry;
      return { ...answer, consent: { state, source, applied } };
    }
  }
}

/** As whom a program answers, notes and closes: its key, by the name that the merchant gave it. */
export function authorOfCall({ key }: Pick<Call<unknown, unknown, unknown>, "key">): Author {
  return { kind: "api-key", id: key.id, name: key.name };
}
