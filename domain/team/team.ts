import type { Context } from "#domain/context";
import { lockShop } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { type Role, roleNamed, storedRole } from "./roles.ts";

export interface TeamMember {
  /** Their user id in the store. */
  id: string;
  /** Null until the store told it. */
  name: string | null;
  isAccountOwner: boolean;
  role: Role;
  lastSeenAt: Date;
}

/** Those who have opened the app, by when they last did. */
export async function listTeam({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<TeamMember[]> {
  const rows = await prisma.staffMember.findMany({
    where: { shopId },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
    take: MOST_LISTED,
  });
  return rows.map(memberOf);
}

/** More people than open an app in any store. */
const MOST_LISTED = 500;

/** The role of someone now; null for someone who has never opened the app. */
export async function roleOf({ prisma }: Pick<Db, "prisma">, shopId: string, id: string): Promise<Role | null> {
  const row = await prisma.staffMember.findUnique({ where: { shopId_id: { shopId, id } } });
  return row && memberOf(row).role;
}

/** What a row says: the account owner is an owner, whatever role stands in it. */
export function memberOf(row: {
  id: string;
  name: string | null;
  isAccountOwner: boolean;
  role: string;
  lastSeenAt: Date;
}): TeamMember {
  const { id, name, isAccountOwner, lastSeenAt } = row;
  return { id, name, isAccountOwner, lastSeenAt, role: isAccountOwner ? "owner" : storedRole(row.role) };
}

/**
 * Gives someone a role, from their next request on. Safe to repeat. Refuses an
 * unknown role or person, another role for the store's account owner, and to leave the shop without an owner.
 */
export async function setRole(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { id, role: asked }: { id: string; role: string },
): Promise<TeamMember> {
  const role = roleNamed(asked);
  if (!role) throw new UserError("team-role-unknown", "Choose one of the roles.", "role");
  return db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const row = await tx.prisma.staffMember.findUnique({ where: { shopId_id: { shopId, id } } });
    if (!row) throw new UserError("team-member-not-found", "This person hasn’t opened the app.");
    const member = memberOf(row);
    if (member.isAccountOwner && role !== "owner")
      throw new UserError("team-account-owner", "The store’s account owner is always an owner.", "role");
    if (member.role === "owner" && role !== "owner") await keepAnotherOwner(tx, shopId, id);
    const data = { role, roleSetAt: clock.now() };
    await tx.prisma.staffMember.update({ where: { shopId_id: { shopId, id } }, data });
    return { ...member, role };
  });
}

/** Someone must be able to give roles. */
async function keepAnotherOwner(tx: Pick<Db, "prisma">, shopId: string, id: string): Promise<void> {
  const others = await tx.prisma.staffMember.count({
    where: { shopId, id: { not: id }, OR: [{ role: "owner" }, { isAccountOwner: true }] },
  });
  if (others === 0)
    throw new UserError("team-last-owner", "This is the only owner. Make someone else an owner first.", "role");
}
