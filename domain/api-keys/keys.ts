import type { Context } from "#domain/context";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { checkAll, UserError } from "#domain/user-error";
import { isId, newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { isScope, type Scope } from "./scopes.ts";
import { makeSecret } from "./secret.ts";

/** A key as its shop's page shows it. */
export interface ListedKey {
  id: string;
  name: string;
  scopes: Scope[];
  /** The last characters of the secret. */
  hint: string;
  createdAt: Date;
  createdBy: string | null;
  /** To ten minutes; null: never. */
  lastUsedAt: Date | null;
  /** Until when the secret before the last rotation still works, if it does. */
  previousUntil: Date | null;
}

export interface ShownSecret {
  id: string;
  /** Shown once: it cannot be read again. */
  secret: string;
}

const LONGEST_NAME = 60;
const HOUR_MS = 3_600_000;

/** For how many hours the old secret may go on working. */
export const OVERLAP_HOURS = [0, 1, 24, 168] as const;

const limit: Limit = {
  most: 20,
  count: statement(
    "count-api-keys",
    "SELECT count(*)::int AS count FROM api_keys WHERE shop_id = $1 AND revoked_at IS NULL",
  ),
  code: "api-key-too-many",
  says: "A store can have up to 20 API keys. Revoke one first.",
};

/** A shop's keys that are not revoked, the newest first. */
export async function listKeys(
  { db: { prisma }, clock }: Pick<Context, "clock"> & { db: Pick<Db, "prisma"> },
  shopId: string,
): Promise<ListedKey[]> {
  const rows = await prisma.apiKey.findMany({
    where: { shopId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const now = clock.now();
  return rows.map(({ id, name, scopes, hint, createdAt, createdByName, lastUsedAt, previousUntil }) => ({
    ...{ id, name, scopes: scopes.filter(isScope), hint, createdAt, createdBy: createdByName, lastUsedAt },
    previousUntil: previousUntil !== null && previousUntil > now ? previousUntil : null,
  }));
}

/**
 * Makes a key and returns its secret, which is not kept. Refuses by the field a missing name and no scopes, and more keys
 * than a shop may have. Not safe to repeat: each call makes another key.
 */
export async function createKey(
  ctx: Pick<Context, "db" | "clock" | "hashPhone">,
  shopId: string,
  asked: { name: string; scopes: string[]; by: { id: string; name: string | null } },
): Promise<ShownSecret> {
  const name = storableText(asked.name).trim().slice(0, LONGEST_NAME);
  const scopes = [...new Set(asked.scopes.filter(isScope))];
  checkAll(
    () => {
      if (name === "") throw new UserError("api-key-name-missing", "Enter a name.", "name");
    },
    () => {
      if (scopes.length === 0) throw new UserError("api-key-scopes-missing", "Select what this key can do.", "scopes");
    },
  );
  const { secret, hash: secretHash, hint } = makeSecret(ctx);
  const id = newId();
  const by = { createdById: asked.by.id, createdByName: asked.by.name };
  await ctx.db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const createdAt = ctx.clock.now();
    await tx.prisma.apiKey.create({ data: { shopId, id, name, scopes, secretHash, hint, createdAt, ...by } });
    await enforceLimit(limit, tx, shopId);
  });
  return { id, secret };
}

/**
 * Gives a key a new secret and returns it; the old one goes on working for so many hours, and one from a rotation before ends
 * at once. Refuses what is no key of the shop's, and hours that aren't offered.
 */
export async function rotateKey(
  ctx: Pick<Context, "db" | "clock" | "hashPhone">,
  shopId: string,
  { id, overlapHours }: { id: string; overlapHours: number },
): Promise<ShownSecret> {
  if (!OVERLAP_HOURS.some((hours) => hours === overlapHours))
    throw new UserError("api-key-overlap", "Choose how long the old key keeps working.", "overlapHours");
  const { secret, hash: secretHash, hint } = makeSecret(ctx);
  await ctx.db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const key = isId(id) ? await tx.prisma.apiKey.findFirst({ where: { shopId, id, revokedAt: null } }) : null;
    if (!key) throw new UserError("api-key-not-found", "This key wasn’t found. It may have been revoked.");
    const now = ctx.clock.now();
    const previous =
      overlapHours === 0
        ? { previousHash: null, previousUntil: null }
        : { previousHash: key.secretHash, previousUntil: new Date(now.getTime() + overlapHours * HOUR_MS) };
    const where = { shopId_id: { shopId, id } };
    await tx.prisma.apiKey.update({ where, data: { ...previous, secretHash, hint, rotatedAt: now } });
  });
  return { id, secret };
}

/** Ends a key: no request with it is answered from a few seconds later on. Safe to repeat; another shop's id does nothing. */
export async function revokeKey(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  id: string,
): Promise<void> {
  if (!isId(id)) return;
  await db.prisma.apiKey.updateMany({ where: { shopId, id, revokedAt: null }, data: { revokedAt: clock.now() } });
}
