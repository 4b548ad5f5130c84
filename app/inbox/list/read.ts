import type { Merchant } from "#app/authenticate";
import { nameOf } from "#app/inbox/author-name";
import { type ListedConversation, listConversations } from "#domain/conversations/inbox/list";
import { personName } from "#domain/subscribers/person-name";
import type { InboxFilter } from "./query.ts";

const LONGEST_PREVIEW = 120;

/** A page of the shop's conversations as the filter asks, the newest first. */
export async function readInbox({ ctx, shopId, staff }: Merchant, filter: InboxFilter) {
  const { view, search, after } = filter;
  const assigneeId = filter.assignee === "me" ? staff.id : filter.assignee;
  const page = await listConversations(ctx.db, shopId, { view, search, after, assigneeId });
  return { filter, next: page.next, conversations: page.conversations.map((it) => lineOf(it, staff.id)) };
}

function lineOf(of: ListedConversation, staffId: string) {
  const { id, state, unreadTexts, snoozedUntil, lastTextAt, isPossibleOptOut, assignee } = of;
  return {
    ...{ id, state, unreadTexts, snoozedUntil, lastTextAt, isPossibleOptOut },
    name: personName(of),
    preview: previewOf(of.preview),
    assignee: assignee && nameOf(assignee, staffId),
  };
}

function previewOf(text: ListedConversation["preview"]): string {
  if (!text) return "No texts yet";
  const words = text.body?.slice(0, LONGEST_PREVIEW) || (text.pictures > 0 ? "Picture" : "Text erased");
  return text.isFromShopper ? words : `You: ${words}`;
}

export type InboxData = Awaited<ReturnType<typeof readInbox>>;
export type InboxLine = InboxData["conversations"][number];
