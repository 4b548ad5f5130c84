import type { Context } from "#domain/context";
import { lockShop } from "#domain/shops/admit";
import type { Db } from "#platform/sql/db";
import type { Role } from "./roles.ts";
import { memberOf, type TeamMember } from "./team.ts";

/** What the store says of one of its people. */
export interface StorePerson {
  /** Null when the store has none. */
  name: string | null;
  isAccountOwner: boolean;
}

/** Answers null when the store cannot be asked now. */
export type AskStore = () => Promise<StorePerson | null>;

/** Names change and stores change hands: the store is asked again after a day, and minutes after it didn't answer. */
const ASK_AGAIN_MS = 24 * 3_600_000;
const RETRY_MS = 5 * 60_000;
/** "Last seen" is true to this. */
const SEEN_MS = 15 * 60_000;

/**
 * The person who makes a request, with the role they have now: it is read each time, so a new role counts at once. Someone
 * new is written down. Until an owner has given anyone a role, new people are owners, as everyone was before there were
 * roles; from then on they begin as read-only.
 */
export async function admitPerson(
  ctx: Pick<Context, "db" | "clock">,
  { shopId, id }: { shopId: string; id: string },
  askStore: AskStore,
): Promise<TeamMember> {
  const now = ctx.clock.now();
  const known = await ctx.db.prisma.staffMember.findUnique({ where: { shopId_id: { shopId, id } } });
  const row = known ?? (await addPerson(ctx.db, { shopId, id, now }));
  const isDue = now.getTime() - (row.askedAt?.getTime() ?? 0) > (row.name === null ? RETRY_MS : ASK_AGAIN_MS);
  const isUnseen = now.getTime() - row.lastSeenAt.getTime() > SEEN_MS;
  if (!isDue && !isUnseen) return memberOf(row);
  const told = isDue ? await askStore() : null;
  const data = {
    lastSeenAt: now,
    ...(isDue && { askedAt: now }),
    ...(told && { name: told.name ?? row.name, isAccountOwner: told.isAccountOwner }),
  };
  // Only these columns: an owner may be giving another role at this moment.
  return memberOf(await ctx.db.prisma.staffMember.update({ where: { shopId_id: { shopId, id } }, data }));
}

/** Takes turns with a change of a role: people who come after the first one begin as read-only. */
async function addPerson(db: Pick<Db, "transaction">, { shopId, id, now }: { shopId: string; id: string; now: Date }) {
  return db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const hasRoles = (await tx.prisma.staffMember.count({ where: { shopId, roleSetAt: { not: null } } })) > 0;
    const role: Role = hasRoles ? "read-only" : "owner";
    const row = { shopId, id, role, firstSeenAt: now, lastSeenAt: now };
    return tx.prisma.staffMember.upsert({ where: { shopId_id: { shopId, id } }, create: row, update: {} });
  });
}
