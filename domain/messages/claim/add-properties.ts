import { namesProperty } from "#domain/messages/content/merge-tags";
import { propertiesOf } from "#domain/subscribers/properties/read";
import type { Sql } from "#platform/sql/db";
import type { Recipient } from "./decide.ts";

/** Gives recipients their properties if one of the templates names a property; most don't, and then nothing is read. */
export async function addProperties(
  sql: Sql,
  shopId: string,
  templates: Iterable<string>,
  recipients: Recipient[],
): Promise<void> {
  if (![...new Set(templates)].some(namesProperty)) return;
  const properties = await propertiesOf(
    sql,
    shopId,
    recipients.map(({ id }) => id),
  );
  for (const recipient of recipients) {
    const theirs = properties.get(recipient.id) ?? [];
    recipient.properties = Object.fromEntries(theirs.map(({ name, value }) => [name, value]));
  }
}
