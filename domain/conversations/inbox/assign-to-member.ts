import type { Context } from "#domain/context";
import { peopleWhoMay } from "#domain/team/people-who-may";
import type { TeamMember } from "#domain/team/team";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { assignConversation } from "./assign.ts";
import type { Author, ConversationRef } from "./conversation.ts";

/** The shop's people who can be given a conversation: their role lets them answer it. */
export function possibleAssignees(db: Pick<Db, "prisma">, shopId: string): Promise<TeamMember[]> {
  return peopleWhoMay(db, shopId, "conversation.answer");
}

/** Gives a conversation to one of the shop's people. Refuses people who can't answer it. Safe to repeat. */
export async function assignToMember(
  ctx: Pick<Context, "db" | "clock" | "hints" | "enqueue">,
  { memberId, ...change }: ConversationRef & { by: Author; memberId: string },
): Promise<TeamMember> {
  const people = await possibleAssignees(ctx.db, change.shopId);
  const to = people.find(({ id }) => id === memberId);
  if (!to)
    throw new UserError(
      "assignee-unable",
      "This person can’t answer conversations. Choose someone else, or change their role in Settings.",
      "assignee",
    );
  await assignConversation(ctx, { ...change, to });
  return to;
}
