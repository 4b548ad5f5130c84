import { done, intents, shows } from "#app/actions/intents";
import { numberIn, textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { inSentence, nameOf } from "#app/inbox/author-name";
import { type Answered, answerConversation } from "#domain/conversations/inbox/answer";
import { assignConversation } from "#domain/conversations/inbox/assign";
import { assignToMember } from "#domain/conversations/inbox/assign-to-member";
import { closeConversation, reopenConversation, snoozeConversation } from "#domain/conversations/inbox/change-state";
import type { Author } from "#domain/conversations/inbox/conversation";
import { markRead, markUnread } from "#domain/conversations/inbox/mark-read";
import { addNote, deleteNote } from "#domain/conversations/inbox/notes";
import { renderSavedReply } from "#domain/conversations/saved-replies/render";
import { handOverConversation } from "#domain/help-desks/hand-over";
import { UserError } from "#domain/user-error";

type About = Pick<Merchant, "ctx" | "shopId" | "staff"> & { conversationId: string };

const HOUR_MS = 3_600_000;

/** What the buttons, keys and fields of a conversation do. */
export const act = intents<About, { body: string }>({
  answer: async (about, form) => {
    const answered = await answerConversation(about.ctx, {
      ...byStaff(about),
      key: textIn(form, "key"),
      body: textIn(form, "body"),
      upTo: shownUpTo(form),
    });
    refuseUnsent(answered, about.staff.id);
    return done("");
  },
  note: async (about, form) => {
    await addNote(about.ctx, { ...byStaff(about), key: textIn(form, "key"), body: textIn(form, "body") });
    return done("Note added");
  },
  "delete-note": async ({ ctx, shopId, conversationId }, form) => {
    await deleteNote(ctx, { shopId, conversationId, noteId: textIn(form, "note") });
    return done("Note deleted");
  },
  close: async (about, form) => {
    await closeConversation(about.ctx, { ...byStaff(about), upTo: shownUpTo(form) });
    return done("Conversation closed");
  },
  reopen: async (about) => {
    await reopenConversation(about.ctx, byStaff(about));
    return done("Conversation reopened");
  },
  snooze: async (about, form) => {
    const until = new Date(about.ctx.clock.now().getTime() + numberIn(form, "hours") * HOUR_MS);
    await snoozeConversation(about.ctx, { ...byStaff(about), until, upTo: shownUpTo(form) });
    return done("Conversation snoozed");
  },
  "hand-over": async ({ ctx, shopId, conversationId }) => {
    await handOverConversation(ctx, { shopId, conversationId });
    return done("Handed over");
  },
  assign: async (about, form) => {
    const memberId = textIn(form, "assignee");
    const to = await assignToMember(about.ctx, { ...byStaff(about), memberId });
    return done(`Assigned to ${inSentence(nameOf(to, about.staff.id))}`);
  },
  unassign: async (about) => {
    await assignConversation(about.ctx, { ...byStaff(about), to: null });
    return done("Assigned to no one");
  },
  read: async ({ ctx, shopId, conversationId }, form) => {
    await markRead(ctx, { shopId, conversationId, upTo: shownUpTo(form) });
    return done("");
  },
  unread: async ({ ctx, shopId, conversationId }) => {
    await markUnread(ctx, { shopId, conversationId });
    return { said: "Marked as unread", leadsTo: "/inbox" };
  },
  "saved-reply": async ({ ctx, shopId, conversationId }, form) => {
    const rendered = await renderSavedReply(ctx, { shopId, conversationId, savedReplyId: textIn(form, "reply") });
    if (rendered.kind === "failed") throw new UserError("saved-reply-failed", rendered.sentence, "body");
    return shows({ body: rendered.body });
  },
});

function byStaff({ shopId, conversationId, staff }: About) {
  return { shopId, conversationId, by: { kind: "staff", id: staff.id, name: staff.name } satisfies Author as Author };
}

/** When the last text that the page showed came. A page that says no time has shown nothing. */
function shownUpTo(form: FormData): Date {
  const at = new Date(textIn(form, "upTo"));
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
}

/** Throws what keeps the words in the composer, by its field. */
function refuseUnsent(answered: Answered, ownId: string): void {
  if (answered.kind === "refused") throw new UserError(answered.because, answered.sentence, "body");
  if (answered.kind === "answered-already")
    throw new UserError(
      "answered-already",
      `${nameOf(answered.by, ownId)} already answered: “${answered.body}”. Your text wasn’t sent. To send it as well, select Send again.`,
      "body",
    );
}
