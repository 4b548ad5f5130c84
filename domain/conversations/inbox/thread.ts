import { z } from "zod";
import type { ThreadPicture } from "#domain/conversations/pictures/picture";
import { type CodeWords, describeReason } from "#domain/messages/explain/describe-reason";
import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { type Author, authorOf, type ConversationRef } from "./conversation.ts";

/** What a text was sent by. `id` is the campaign's, the flow's, the conversation's or (test) the shop's. */
export interface TextSource {
  kind: "campaign" | "flow" | "conversation" | "test";
  id: string;
  name: string | null;
}

export type ThreadEntry = { id: string; at: Date } & (
  | {
      kind: "text-in";
      /** Null after an erasure. */
      body: string | null;
      /** How many pictures or other files it has. */
      pictures: number;
      /** Those of them that the provider named, in their order. */
      shown: ThreadPicture[];
      meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation";
      as: "text" | "reaction" | "automatic-answer";
      /** What it is about (domain/conversations/topics); null when the meaning says it all. */
      topic: string | null;
      /** What it answers; null when they got nothing from that number lately. */
      answers: TextSource | null;
    }
  | {
      kind: "text-out";
      body: string | null;
      /** Of the message: waiting, sending, accepted, sent, delivered, failed, skipped, expired or unknown. */
      state: string;
      /** Why it was not delivered, as a sentence. */
      reason: string | null;
      /** With the id it names the message for its why-record. */
      month: string;
      hasWhy: boolean;
      deliveredAt: Date | null;
      source: TextSource;
      /** Who wrote it; null when no one did. */
      by: Author | null;
      /** An automatic reply of ours. */
      isAutomatic: boolean;
    }
  | { kind: "note"; body: string; by: Author }
  | {
      kind: "event";
      what: "assigned" | "unassigned" | "closed" | "reopened" | "snoozed" | "woken";
      /** Null: the shopper wrote, or the time came. */
      by: Author | null;
      /** The assignee's id is missing in older entries, the name for people whose name isn't known. */
      data: { assigneeId?: string | undefined; assignee?: string | undefined; until?: string | undefined };
    }
  | { kind: "consent"; state: string; source: string; applied: boolean }
);

export interface ThreadPage {
  /** Oldest first. */
  entries: ThreadEntry[];
  /** Hand it in as `before` for what came before; null when that is all. */
  older: string | null;
}

const source = z.object({
  kind: z.enum(["campaign", "flow", "conversation", "test"]),
  id: z.string(),
  name: z.string().nullable(),
});
const written = z.object({ byKind: z.string().nullable(), byId: z.string().nullable(), byName: z.string().nullable() });
const textIn = z.object({
  body: z.string().nullable(),
  pictures: z.number(),
  shown: z
    .array(
      z.object({
        id: z.string(),
        state: z.enum(["waiting", "held", "refused", "dropped", "erased"]),
        reason: z.enum(["not-a-picture", "too-large", "gone", "unreachable", "too-many"]).nullable(),
        width: z.number().nullable(),
        height: z.number().nullable(),
      }),
    )
    .default([]),
  meaning: z.enum(["opt-out", "unsure", "opt-in", "help", "conversation"]),
  topic: z.string().nullable(),
  answers: source.nullable(),
});
const textOut = written.extend({
  body: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  provider: z.string().nullable(),
  month: z.string(),
  hasWhy: z.boolean(),
  deliveredAt: z.coerce.date().nullable(),
  source,
  isAutomatic: z.boolean(),
});
const note = written.extend({ body: z.string() });
const event = written.extend({
  what: z.enum(["assigned", "unassigned", "closed", "reopened", "snoozed", "woken"]),
  data: z.object({
    assigneeId: z.string().optional(),
    assignee: z.string().optional(),
    until: z.string().optional(),
  }),
});
const consent = z.object({ state: z.string(), source: z.string(), applied: z.boolean() });

interface Row {
  kind: ThreadEntry["kind"];
  at: Date;
  id: string;
  data: unknown;
}

const readEntries = statementFile(import.meta.url, "./read-thread.sql");
const USUAL_SIZE = 50;
const LARGEST_SIZE = 200;

/**
 * A page of a conversation's thread, the newest one unless `before` is given. Empty for an id that is no conversation of the
 * shop's. `words`: what providers' codes mean.
 */
export async function readThread(
  db: Sql,
  { shopId, conversationId }: ConversationRef,
  {
    before = null,
    size: wanted = USUAL_SIZE,
    words,
  }: { before?: string | null; size?: number; words?: CodeWords | undefined } = {},
): Promise<ThreadPage> {
  if (!isId(conversationId)) return { entries: [], older: null };
  const size = Math.min(Math.max(1, wanted), LARGEST_SIZE);
  const cursor = parseCursor(before ?? "");
  const values = [shopId, conversationId, cursor?.at ?? null, cursor?.id ?? null, size + 1];
  const rows = await db.run<Row>(readEntries, values);
  const page = rows.slice(0, size);
  const oldest = page.at(-1);
  return {
    entries: page.map((row) => entryOf(row, words)).reverse(),
    older: oldest && rows.length > size ? `${oldest.at.getTime()}_${oldest.id}` : null,
  };
}

function entryOf({ kind, at, id, data }: Row, words: CodeWords | undefined): ThreadEntry {
  switch (kind) {
    case "text-in": {
      const text = textIn.parse(data);
      return { kind, id, at, ...text, as: shownAs(text.topic) };
    }
    case "text-out": {
      const { byKind, byId, byName, provider, reason, ...text } = textOut.parse(data);
      const why = reason === null ? null : describeReason(reason, words, provider);
      return { kind, id, at, ...text, reason: why, by: authorOf({ byKind, byId, byName }) };
    }
    case "note": {
      const { body, ...by } = note.parse(data);
      return { kind, id, at, body, by: authorOf(by) ?? NO_AUTHOR };
    }
    case "event": {
      const { what, data: shown, ...by } = event.parse(data);
      return { kind, id, at, what, data: shown, by: authorOf(by) };
    }
    case "consent":
      return { kind, id, at, ...consent.parse(data) };
  }
}

function shownAs(topic: string | null): "text" | "reaction" | "automatic-answer" {
  if (topic === "reaction") return topic;
  return topic === "automatic" ? "automatic-answer" : "text";
}

/** Every note has an author; the columns allow none only for events. */
const NO_AUTHOR: Author = { kind: "staff", id: "", name: null };

function parseCursor(text: string): { at: Date; id: string } | null {
  const [time = "", id = ""] = text.split("_");
  return /^\d{1,15}$/.test(time) && isId(id) ? { at: new Date(Number(time)), id } : null;
}
