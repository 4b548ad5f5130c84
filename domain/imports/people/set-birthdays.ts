import type { Context } from "#domain/context";
import type { Person } from "#domain/imports/reading/person";
import { setProperties } from "#domain/subscribers/properties/set";
import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";

const findPeople = statement(
  "people-of-birthdays",
  'SELECT id, phone_hash AS "phoneHash" FROM subscribers WHERE shop_id = $1 AND phone_hash = ANY($2::text[]) AND redacted_at IS NULL',
);

/** Keeps the birthdays of the people of a file as their property "birthday", where flows look for it. Safe to repeat. */
export async function setBirthdays(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  shopId: string,
  those: Pick<Person, "phoneHash" | "birthday">[],
): Promise<void> {
  const birthdays = new Map(
    those.flatMap(({ phoneHash, birthday }): [string, string][] => (birthday === null ? [] : [[phoneHash, birthday]])),
  );
  if (birthdays.size === 0) return;
  const people = await tx.run<{ id: string; phoneHash: string }>(findPeople, [shopId, [...birthdays.keys()]]);
  await setProperties(
    tx,
    ctx,
    people.map(({ id, phoneHash }) => ({
      ...{ shopId, subscriberId: id, name: "birthday", type: "date" as const },
      value: birthdays.get(phoneHash) ?? null,
    })),
  );
}
