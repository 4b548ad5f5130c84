import type { Merchant } from "#app/authenticate";
import { listTeam } from "#domain/team/team";

/** Everyone who has opened the app, by when they last did. */
export async function readTeamPage({ ctx, shopId, staff }: Merchant) {
  const people = await listTeam(ctx.db, shopId);
  return { people: people.map((person) => ({ ...person, isYou: person.id === staff.id })) };
}

export type TeamData = Awaited<ReturnType<typeof readTeamPage>>;
