import { z } from "zod";
import { nextCursor, type Place, pageQuery, readCursor, writeCursor } from "#app/api/cursor";
import { defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import type { Context } from "#domain/context";
import { findConversation } from "#domain/conversations/inbox/find";
import { inboxViews, listConversations as readConversations } from "#domain/conversations/inbox/list";
import { readThread } from "#domain/conversations/inbox/thread";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { conversation, conversationAnswer, entryAnswer, threadEntry } from "./conversation.ts";

const tag = "Conversations";
const MOST_CONVERSATIONS = 50;

const limit = z.coerce.number().int().min(1).max(MOST_CONVERSATIONS).default(25);

export const listConversations = defineOperation({
  id: "listConversations",
  method: "GET",
  path: "/conversations",
  tag,
  scope: "conversations:read",
  summary: "List conversations by state, the latest text first",
  query: z.strictObject({
    ...pageQuery,
    limit: limit.describe(`How many on a page, up to ${MOST_CONVERSATIONS}; 25 when absent.`),
    state: z
      .enum(inboxViews)
      .default("open")
      .describe("open, waiting, snoozed, closed, all or possible-opt-outs; open when absent."),
  }),
  answer: {
    status: 200,
    schema: z.object({ conversations: z.array(conversation), nextCursor }),
    description: "A page of conversations.",
  },
  repeat: "reads",
  noted: { verb: "conversation.read" },
  async handle({ ctx, shopId, query: { cursor, limit: size, state: view } }) {
    const page = await readConversations(ctx.db, shopId, { view, size, after: domainCursor(readCursor(cursor)) });
    return { conversations: page.conversations.map(conversationAnswer), nextCursor: apiCursor(page.next) };
  },
});

export const getConversation = defineOperation({
  id: "getConversation",
  method: "GET",
  path: "/conversations/{conversationId}",
  tag,
  scope: "conversations:read",
  summary: "Read a conversation",
  answer: { status: 200, schema: conversation, description: "The conversation." },
  repeat: "reads",
  noted: { verb: "conversation.read" },
  handle: async ({ ctx, shopId, params }) => conversationAnswer(await findOrRefuse(ctx, shopId, params.conversationId)),
});

export const getThread = defineOperation({
  id: "getThread",
  method: "GET",
  path: "/conversations/{conversationId}/thread",
  tag,
  scope: "conversations:read",
  summary: "Read the thread of a conversation",
  description:
    "Texts of both sides, notes, what was done, and decisions about consent. Reading marks nothing as read. The first page is the newest; nextCursor leads to what came before.",
  query: z.strictObject(pageQuery),
  answer: {
    status: 200,
    schema: z.object({ entries: z.array(threadEntry).describe("The oldest of the page first."), nextCursor }),
    description: "A page of the thread.",
  },
  repeat: "reads",
  noted: { verb: "conversation.read" },
  async handle({ ctx, shopId, params: { conversationId }, query: { cursor, limit: size } }) {
    await findOrRefuse(ctx, shopId, conversationId);
    const before = domainCursor(readCursor(cursor));
    const words = wordsOf(ctx.providers);
    const page = await readThread(ctx.db, { shopId, conversationId }, { before, size, words });
    return { entries: page.entries.map(entryAnswer), nextCursor: apiCursor(page.older) };
  },
});

async function findOrRefuse({ db }: Pick<Context, "db">, shopId: string, id: string) {
  const found = await findConversation(db, shopId, id);
  if (!found) throw new Problem("not-found");
  return found;
}

/** A place in the inbox as the inbox writes it. */
function domainCursor(place: Place | null): string | null {
  return place && `${place.at.getTime()}_${place.id}`;
}

function apiCursor(next: string | null): string | null {
  if (next === null) return null;
  const [time = "", id = ""] = next.split("_");
  return writeCursor({ at: new Date(Number(time)), id });
}
