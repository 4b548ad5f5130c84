import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent, reasonOf } from "#domain/control/events/operator-event";
import { shopNamed } from "#domain/control/shops/shop-named";
import { type FlagEntry, type FlagName, flags } from "#domain/flags/registry";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const upsert = statement(
  "set-flag",
  `INSERT INTO flags AS f (name, shop, value, share, operator, because, since) VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (name, shop) DO UPDATE SET value = excluded.value, share = excluded.share, operator = excluded.operator,
     because = excluded.because, since = excluded.since
   WHERE f.value <> excluded.value OR f.share <> excluded.share
   RETURNING 1 AS changed`,
);
const remove = statement("clear-flag", "DELETE FROM flags WHERE name = $1 AND shop = $2 RETURNING 1 AS changed");

/** Which flag: of one shop, by its domain or id, or of the installation. */
interface Which {
  name: string;
  shop?: string | undefined;
}

type Setting = Pick<Context, "db" | "clock">;

/**
 * Sets a limit for one shop, for a share of the shops (from above 0 to 1), or for all. In effect within two seconds. Throws
 * a UserError for what is no flag or lies outside its bounds. Safe to repeat.
 */
export async function setFlag(
  { db, clock }: Setting,
  { name, shop, value, share = 1, ...act }: Act & Which & { value: number; share?: number | undefined },
): Promise<Answer> {
  const entry = flagNamed(name);
  checkValue(name, entry, { value, share, shop });
  const { id, target } = await targetOf(db, { name, shop });
  const ofShops = share === 1 ? "" : ` for ${Math.round(share * 100)} % of the shops`;
  const hasChanged = await db.transaction(async (tx) => {
    const now = clock.now();
    const set = [name, id, value, share, act.by.operator, reasonOf(act), now];
    if ((await tx.run(upsert, set)).length === 0) return false;
    await noteOperatorEvent(tx, { ...act, at: now, action: "set-flag", target, details: { value, share } });
    return true;
  });
  return { hasChanged, sentence: `${target} ${hasChanged ? "is" : "was already"} ${value}${ofShops}.` };
}

/** Lets the default hold again, of one shop or of all. Safe to repeat. */
export async function clearFlag({ db, clock }: Setting, { name, shop, ...act }: Act & Which): Promise<Answer> {
  const entry = flagNamed(name);
  const { id, target } = await targetOf(db, { name, shop });
  const hasChanged = await db.transaction(async (tx) => {
    if ((await tx.run(remove, [name, id])).length === 0) return false;
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "clear-flag", target });
    return true;
  });
  const sentence = hasChanged
    ? `${target} is not set any more; the usual value is ${entry.default}.`
    : `${target} was not set.`;
  return { hasChanged, sentence };
}

function flagNamed(name: string): FlagEntry {
  if (!Object.hasOwn(flags, name))
    throw new UserError("flag-unknown", `No flag "${name}" found: choose from ${Object.keys(flags).join(", ")}.`);
  return flags[name as FlagName]; // a key of the registry
}

function checkValue(
  name: string,
  { least, most, isByShop }: FlagEntry,
  { value, share, shop }: { value: number; share: number; shop: string | undefined },
): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UserError("flag-value", `${name} takes a whole number from ${least} to ${most}.`);
  if (!(share > 0 && share <= 1)) throw new UserError("flag-share", "A share is above 0 and at most 1.");
  if (!isByShop && (shop !== undefined || share !== 1))
    throw new UserError("flag-not-by-shop", `${name} holds for the whole installation, not for single shops.`);
  if (shop !== undefined && share !== 1) throw new UserError("flag-share", "A share is of all shops, not of one.");
}

async function targetOf(sql: Sql, { name, shop }: Which): Promise<{ id: string; target: string }> {
  if (shop === undefined) return { id: "", target: `flag ${name}` };
  const { id, domain } = await shopNamed(sql, shop);
  return { id, target: `flag ${name} of ${domain}` };
}
