import type { Db } from "#platform/sql/db";
import { allows } from "./roles.ts";
import { listTeam, type TeamMember } from "./team.ts";
import { type VerbName, verbNamed } from "./verbs.ts";

/** Those of the shop's people whose role allows it, by name; people whose name isn't known come last. */
export async function peopleWhoMay(db: Pick<Db, "prisma">, shopId: string, verb: VerbName): Promise<TeamMember[]> {
  const able = (await listTeam(db, shopId)).filter(({ role }) => allows(role, verbNamed(verb).needs));
  return able.sort((one, next) => keyOf(one).localeCompare(keyOf(next), "en"));
}

function keyOf({ id, name }: TeamMember): string {
  return name === null ? `1 ${id}` : `0 ${name} ${id}`;
}
