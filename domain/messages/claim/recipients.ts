import type { Sql } from "#platform/sql/db";
import { type Statement, statement, statementFile } from "#platform/sql/statement";
import type { Recipient } from "./decide.ts";

interface Person extends Omit<Recipient, "suppressedBecause" | "marketingAt"> {
  phoneHash: string;
}

/** A suppressed number, or the times that count against one person's caps. */
type Restraint = { phoneHash: string; reason: string; id: null } | { id: string; marketingAt: Date[]; place: string };

export interface LockedRecipients {
  recipients: Recipient[];
  /** Where the rows of caps lie that were read, by subscriber. */
  capPlaces: Map<string, string>;
}

const people = statementFile(import.meta.url, "./people.sql");
const heldPeople = statement("people-held", `${people.text}FOR NO KEY UPDATE`);
const restraints = statementFile(import.meta.url, "./restraints.sql");

/** What the gates ask about people, without holding them: no one's claim or STOP waits for it. */
export async function readRecipients(sql: Sql, shopId: string, ids: string[]): Promise<Recipient[]> {
  return (await readWith(sql, people, shopId, ids)).recipients;
}

/** The same, and no one's consent or cap changes until the transaction ends. */
export async function lockRecipients(tx: Sql, shopId: string, ids: string[]): Promise<LockedRecipients> {
  return readWith(tx, heldPeople, shopId, ids);
}

async function readWith(sql: Sql, who: Statement, shopId: string, ids: string[]): Promise<LockedRecipients> {
  const capPlaces = new Map<string, string>();
  if (ids.length === 0) return { recipients: [], capPlaces };
  const persons = await sql.run<Person>(who, [shopId, ids]);
  const hashes = persons.map(({ phoneHash }) => phoneHash);
  const suppressed = new Map<string, string>();
  const times = new Map<string, Date[]>();
  for (const found of await sql.run<Restraint>(restraints, [shopId, ids, hashes]))
    if (found.id === null) suppressed.set(found.phoneHash, found.reason);
    else {
      times.set(found.id, found.marketingAt);
      capPlaces.set(found.id, found.place);
    }
  const recipients = persons.map(({ phoneHash, ...person }) => ({
    ...person,
    suppressedBecause: suppressed.get(phoneHash) ?? null,
    marketingAt: times.get(person.id) ?? [],
  }));
  return { recipients, capPlaces };
}
