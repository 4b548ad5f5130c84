import { z } from "zod";
import { defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { answerConversation as sendAnswer } from "#domain/conversations/inbox/answer";
import { assignConversation as assign } from "#domain/conversations/inbox/assign";
import { closeConversation as close, reopenConversation as reopen } from "#domain/conversations/inbox/change-state";
import { lockConversation } from "#domain/conversations/inbox/conversation";
import { LONGEST_NOTE, addNote as writeNote } from "#domain/conversations/inbox/notes";
import { programTextsFullUntil } from "#domain/conversations/limit-program-texts";
import { authorOfCall } from "./conversation.ts";
import { PERSON_LIMIT, TEXT_COST, textedTooOften } from "./text-limits.ts";

const tag = "Conversations";
const LONGEST_ANSWER = 1_600;

/** Of the conversation its id alone: the answer is kept for a day. */
const done = z.object({ id: z.uuid() });
const upTo = z.iso
  .datetime({ offset: true })
  .optional()
  .describe(
    "The lastTextAt of the conversation as your program showed it: texts that came since stay unread. When absent, all count as read.",
  );

export const answerConversation = defineOperation({
  id: "answerConversation",
  method: "POST",
  path: "/conversations/{conversationId}/answers",
  tag,
  scope: "conversations:write",
  summary: "Answer a shopper",
  description: `Sends the words from the number that the shopper wrote to, at any hour. One text for each Idempotency-Key. Refused with the reason as its code when the person has opted out or can’t be texted. ${PERSON_LIMIT} Counts as ${TEXT_COST} requests.`,
  body: z.strictObject({ body: z.string().trim().min(1).max(LONGEST_ANSWER), upTo }),
  answer: {
    status: 201,
    schema: z.object({ id: z.uuid().describe("Of the answer."), conversationId: z.uuid() }),
    description: "The answer is planned. The thread shows when it is sent.",
  },
  repeat: "key",
  noted: { verb: "conversation.answer" },
  cost: () => TEXT_COST,
  async handle(call) {
    const { ctx, shopId, key, idempotencyKey, params, body: given } = call;
    const ref = { shopId, conversationId: params.conversationId };
    // In the request's own transaction: what else is sent to this person waits for it.
    const { subscriberId } = await lockConversation(ctx.db, ref);
    const until = await programTextsFullUntil(ctx.db, ctx, { ...ref, subscriberId });
    if (until !== null) throw textedTooOften(until, ctx.clock.now());
    const answered = await sendAnswer(ctx, {
      ...{ ...ref, body: given.body, by: authorOfCall(call) },
      // Kept for as long as the answer, where a page would show it: a caller may use an email address as its key.
      key: `api ${ctx.hashPhone(JSON.stringify(["api answer", key.id, idempotencyKey]))}`,
      ...(given.upTo !== undefined && { upTo: new Date(given.upTo) }),
    });
    switch (answered.kind) {
      case "sent":
        return { id: answered.answerId, conversationId: params.conversationId };
      case "answered-already":
        throw new Problem("idempotency-key-reused");
      case "refused":
        throw new Problem("refused", answered.sentence, { code: answered.because });
    }
  },
});

export const addNote = defineOperation({
  id: "addNote",
  method: "POST",
  path: "/conversations/{conversationId}/notes",
  tag,
  scope: "conversations:write",
  summary: "Add a note that only the store’s people see",
  body: z.strictObject({ body: z.string().trim().min(1).max(LONGEST_NOTE) }),
  answer: { status: 201, schema: done, description: "The note is added to this conversation." },
  repeat: "key",
  async handle(call) {
    const { ctx, shopId, key, idempotencyKey, params, body: given } = call;
    const ref = { shopId, conversationId: params.conversationId };
    const noteKey = `api ${ctx.hashPhone(JSON.stringify(["api note", key.id, idempotencyKey]))}`;
    await writeNote(ctx, { ...ref, key: noteKey, by: authorOfCall(call), body: given.body });
    return { id: params.conversationId };
  },
});

export const closeConversation = defineOperation({
  id: "closeConversation",
  method: "POST",
  path: "/conversations/{conversationId}/close",
  tag,
  scope: "conversations:write",
  summary: "Close a conversation",
  description: "It opens again when the shopper writes.",
  body: z.strictObject({ upTo }),
  answer: { status: 200, schema: done, description: "The conversation is closed." },
  repeat: "key",
  async handle(call) {
    const { ctx, shopId, params, body: given } = call;
    const seen = given.upTo === undefined ? {} : { upTo: new Date(given.upTo) };
    await close(ctx, { shopId, conversationId: params.conversationId, by: authorOfCall(call), ...seen });
    return { id: params.conversationId };
  },
});

export const reopenConversation = defineOperation({
  id: "reopenConversation",
  method: "POST",
  path: "/conversations/{conversationId}/reopen",
  tag,
  scope: "conversations:write",
  summary: "Reopen a conversation",
  body: z.strictObject({}),
  answer: { status: 200, schema: done, description: "The conversation is open." },
  repeat: "key",
  async handle(call) {
    const { ctx, shopId, params } = call;
    await reopen(ctx, { shopId, conversationId: params.conversationId, by: authorOfCall(call) });
    return { id: params.conversationId };
  },
});

export const assignConversation = defineOperation({
  id: "assignConversation",
  method: "POST",
  path: "/conversations/{conversationId}/assign",
  tag,
  scope: "conversations:write",
  summary: "Assign a conversation to one of the store’s people, or to no one",
  body: z.strictObject({
    assignee: z
      .strictObject({
        id: z
          .string()
          .regex(/^\d{1,20}$/)
          .describe("The user’s number in the store."),
        name: z.string().trim().min(1).max(120).optional().describe("Shown in the inbox."),
      })
      .nullable(),
  }),
  answer: { status: 200, schema: done, description: "The conversation is assigned." },
  repeat: "key",
  async handle(call) {
    const {
      ctx,
      shopId,
      params,
      body: { assignee },
    } = call;
    const to = assignee && { id: assignee.id, name: assignee.name ?? null };
    await assign(ctx, { shopId, conversationId: params.conversationId, by: authorOfCall(call), to });
    return { id: params.conversationId };
  },
});
