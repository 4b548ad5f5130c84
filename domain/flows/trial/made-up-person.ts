import type { Context } from "#domain/context";
import { readPropertyValue, toPropertyName } from "#domain/subscribers/properties/property";
import { propertyNames } from "#domain/subscribers/properties/read";
import { setProperties } from "#domain/subscribers/properties/set";
import { newId } from "#platform/ids";
import type { Db, Tx } from "#platform/sql/db";

/** Someone whom a merchant imagines. */
export interface MadeUpPerson {
  kind: "made-up";
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** ISO 3166-2 without the country: "NY". */
  region: string | null;
  /** IANA. */
  timeZone: string | null;
  firstName: string | null;
  lastName: string | null;
  marketing: "subscribed" | "never" | "unsubscribed";
  tags: string[];
  /** As typed, by name. Names that the store doesn't have are left out. */
  properties: { name: string; value: string }[];
}

class RolledBack extends Error {}

/**
 * Asks queries about a person who doesn't exist: a row for them is made in a transaction that is always rolled
 * back, so the queries are those of real people and nothing stays. They have no orders, texts or lists.
 */
export async function withMadeUp<T>(
  db: Db,
  { clock }: Pick<Context, "clock">,
  shopId: string,
  person: MadeUpPerson,
  ask: (tx: Tx, subscriberId: string) => Promise<T>,
): Promise<T> {
  const answer: { found: T | null } = { found: null };
  try {
    await db.transaction(async (tx) => {
      answer.found = await ask(tx, await makeUp(tx, { clock }, shopId, person));
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return answer.found as T; // `ask` ended before the transaction was rolled back
}

async function makeUp(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  shopId: string,
  person: MadeUpPerson,
): Promise<string> {
  const { country, region, timeZone, firstName, lastName, marketing, tags } = person;
  const id = newId();
  const now = clock.now();
  await tx.prisma.subscriber.create({
    data: {
      ...{ shopId, id, country, region, timeZone, firstName, lastName, marketing, tags },
      phoneHash: `trial-${id}`,
      marketingAt: marketing === "never" ? null : now,
      pageKey: 0,
      createdAt: now,
      updatedAt: now,
    },
  });
  const types = new Map((await propertyNames(tx, shopId)).map((it) => [it.name, it.type]));
  const changes = person.properties.flatMap(({ name: typed, value: given }) => {
    const name = toPropertyName(typed);
    const type = name === null ? undefined : types.get(name);
    const value = type && readPropertyValue(type, given);
    return name && type && value != null ? [{ shopId, subscriberId: id, name, type, value }] : [];
  });
  await setProperties(tx, { clock }, changes);
  return id;
}
