import type { Work } from "#domain/imports/control/work";
import type { Person } from "#domain/imports/reading/person";
import { newIdBytes } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import { int4Array, textArray, timestampArray, uuidArray } from "#platform/sql/binary-array";
import type { Sql } from "#platform/sql/sql";
import { statementFile } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import type { Facts } from "./facts.ts";

const insert = statementFile(import.meta.url, "./insert-people.sql");
const appendToLedger = statementFile(import.meta.url, "./append-imported.sql");

/** What thousands of people have in common. */
interface Kind {
  facts: Facts;
  tags: string[];
  state: "subscribed" | "unsubscribed";
}

/**
 * Makes subscribers of people whom no one knew, each with its entry in the ledger. In the order of their hashes: two
 * batches that make the same people wait for each other, and do not deadlock. No number may be among them twice.
 */
export async function insertPeople(tx: Sql, work: Work, people: Person[], now: Date): Promise<void> {
  if (people.length === 0) return;
  const sorted = [...people].sort((a, b) => (a.phoneHash < b.phoneHash ? -1 : 1));
  const { kinds, kindOf } = kindsOf(work, sorted);
  // What both statements are told.
  const ids = uuidArray(newIdBytes(sorted.length));
  const hashes = textArray(sorted.map((it) => it.phoneHash));
  const kindNumbers = int4Array(kindOf);
  const decidedAt = timestampArray(sorted.map((it) => it.decidedAt));
  const states = kinds.map((it) => it.state);
  await tx.run(
    ...batch(
      insert,
      {
        p: {
          id: ids,
          phone_hash: hashes,
          phone: textArray(sorted.map((it) => it.phone)),
          email: textArray(sorted.map((it) => it.email)),
          first_name: textArray(sorted.map((it) => it.firstName)),
          last_name: textArray(sorted.map((it) => it.lastName)),
          kind: kindNumbers,
          at: decidedAt,
        },
        t: {
          ...columnsOf(kinds, {
            country: (it) => it.facts.country,
            region: (it) => it.facts.region,
            time_zone: (it) => it.facts.timeZone,
            signature: (it) => it.facts.signature,
            places: (it) => it.facts.places,
            tags: (it) => JSON.stringify(it.tags),
          }),
          state: states,
        },
      },
      [work.shopId, now],
    ),
  );
  await tx.run(
    ...batch(
      appendToLedger,
      {
        t: {
          id: ids,
          phone_hash: hashes,
          entry_id: uuidArray(newIdBytes(sorted.length)),
          line: int4Array(sorted.map((it) => it.line)),
          at: decidedAt,
          kind: kindNumbers,
        },
      },
      [work.shopId, states, now, work.words, storableJson(evidenceOf(work))],
    ),
  );
}

/** What the ledger keeps beside the words: which file, and where the merchant says that people agreed. */
export function evidenceOf({ importId, source }: Pick<Work, "importId" | "source">): Record<string, unknown> {
  return { importId, ...(source === null ? {} : { collectedAt: source }) };
}

/** The kinds, and each person's number among them, from 1. */
function kindsOf(work: Work, people: Person[]): { kinds: Kind[]; kindOf: number[] } {
  const kinds: Kind[] = [];
  const numbers = new Map<Facts, Map<string, number>>();
  const kindOf = people.map((person) => {
    const facts = work.factsOf(person);
    const ofFacts = numbers.get(facts) ?? new Map<string, number>();
    if (ofFacts.size === 0) numbers.set(facts, ofFacts);
    const state = person.isUnsubscribed ? "unsubscribed" : "subscribed";
    const key = `${state} ${person.tags.join("\u0000")}`;
    const known = ofFacts.get(key);
    if (known !== undefined) return known;
    const number = kinds.push({ facts, tags: person.tags, state });
    ofFacts.set(key, number);
    return number;
  });
  return { kinds, kindOf };
}
