import type { Merchant } from "#app/authenticate";
import { nameOf } from "#app/inbox/author-name";
import { possibleAssignees } from "#domain/conversations/inbox/assign-to-member";
import { type Beside, readBeside } from "#domain/conversations/inbox/beside";
import { findConversation } from "#domain/conversations/inbox/find";
import { readThread } from "#domain/conversations/inbox/thread";
import { listSavedReplies } from "#domain/conversations/saved-replies/saved-replies";
import { readTicketOf } from "#domain/help-desks/connection/read";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { formatPhone } from "#domain/subscribers/format-phone";
import { personName } from "#domain/subscribers/person-name";
import type { TeamMember } from "#domain/team/team";
import { entryLine } from "./entry-line.ts";

/** A conversation with a page of its thread (`before` is the cursor) and what stands beside it. Null when the shop has no such conversation. */
export async function readConversation(
  { ctx, shopId, staff }: Merchant,
  conversationId: string,
  before: string | null,
) {
  const words = wordsOf(ctx.providers);
  const [conversation, beside, thread, savedReplies, ticket, people] = await Promise.all([
    findConversation(ctx.db, shopId, conversationId),
    readBeside(ctx, shopId, conversationId),
    readThread(ctx.db, { shopId, conversationId }, { before, words }),
    listSavedReplies(ctx.db, shopId),
    readTicketOf(ctx.db, ctx, { shopId, conversationId }),
    possibleAssignees(ctx.db, shopId),
  ]);
  if (!conversation || !beside) return null;
  const { assignee } = conversation;
  return {
    conversation,
    name: personName(conversation),
    phone: formatPhone(conversation.phone),
    assignee: assignee && nameOf(assignee, staff.id),
    /** Who it can be assigned to: yourself first. */
    people: assigneesOf(people, staff.id),
    /** In the help desk; null without one. */
    ticket,
    entries: thread.entries.map((entry) => entryLine(entry, staff.id)),
    older: thread.older,
    isNewest: before === null,
    /** The last text that this page shows came no later: what came since, no one has read here. */
    upTo: (before === null
      ? conversation.lastTextAt
      : (thread.entries.at(-1)?.at ?? conversation.lastTextAt)
    ).toISOString(),
    savedReplies: savedReplies.map(({ id, name, shortcut }) => ({ id, name, shortcut })),
    ...shownOf(beside),
  };
}

function assigneesOf(people: TeamMember[], ownId: string) {
  const own = people.filter(({ id }) => id === ownId).map(({ id }) => ({ id, name: "You" }));
  const others = people.filter(({ id }) => id !== ownId).map(({ id, name }) => ({ id, name: name ?? `Person ${id}` }));
  return [...own, ...others];
}

/** Of the person only what the screen shows. */
function shownOf({ composer, hours, cart, orders, person }: Beside) {
  const { marketing, marketingAt, email, tags, textsSent, textsClicked, suppression } = person;
  return {
    ...{ hours, cart, orders },
    composer:
      composer.kind === "open" ? { ...composer, from: formatPhone(composer.from) } : { ...composer, from: null },
    person: {
      ...{ marketing, marketingAt, email, tags, textsSent, textsClicked },
      isPossibleOptOut: suppression?.reason === "reply-unsure",
    },
  };
}

export type ConversationData = NonNullable<Awaited<ReturnType<typeof readConversation>>>;
