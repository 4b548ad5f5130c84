import { recordConsent } from "#domain/consent/record";
import type { Context } from "#domain/context";
import type { Work } from "#domain/imports/control/work";
import type { Person } from "#domain/imports/reading/person";
import type { RefusalReason } from "#domain/imports/reading/refusal";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { batch } from "#platform/sql/batch";
import { textArray } from "#platform/sql/binary-array";
import type { Sql } from "#platform/sql/sql";
import { statementFile } from "#platform/sql/statement";
import { decidePerson, type Known, type Verdict } from "./decide.ts";
import { evidenceOf, insertPeople } from "./insert-people.ts";
import { setBirthdays } from "./set-birthdays.ts";

const lookUp = statementFile(import.meta.url, "./look-up.sql");
const suppress = statementFile(import.meta.url, "./suppress-people.sql");

/** Of each person, in their order. */
export type Judged = { person: Person; verdict: Verdict }[];

/**
 * What is to become of people, by what is known now. Writes nothing. With `areStrangers`
 * they are taken for no one's subscribers; to insert them fails when one is.
 */
export async function judgePeople(sql: Sql, work: Work, people: Person[], areStrangers = false): Promise<Judged> {
  if (people.length === 0) return [];
  const hashes = textArray([...new Set(people.map((it) => it.phoneHash))]);
  const rows = await sql.run<Known>(lookUp, [work.shopId, hashes, !areStrangers]);
  const known = new Map(rows.map((row) => [row.phoneHash, row]));
  const { options, kind } = work.reading;
  const asked = { replaces: options.replaces, blocks: kind === "suppressions" };
  return people.map((person) => ({
    person,
    verdict: decidePerson(person, known.get(person.phoneHash), asked),
  }));
}

/**
 * Makes true what was judged, in the transaction that judged it: new subscribers with their entry in the ledger, details that
 * were missing, and every no with its suppression. Returns what became of each: the ledger may know better than the
 * subscriber's row that a consent is old news.
 */
export async function applyPeople(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  work: Work,
  judged: Judged,
): Promise<Judged> {
  const isNew = ({ verdict }: Judged[number]) =>
    verdict.kind === "new" || (verdict.kind === "suppressed" && verdict.subscriberId === null);
  await insertPeople(
    tx,
    work,
    judged.filter(isNew).map(({ person }) => person),
    ctx.clock.now(),
  );
  await writeDetails(tx, ctx, work, judged);
  const result = await tellLedger(tx, ctx, work, judged);
  await suppressNumbers(tx, work, result);
  const taken = result.filter(({ verdict }) => verdict.kind !== "refused").map(({ person }) => person);
  await setBirthdays(tx, ctx, work.shopId, taken);
  return result;
}

async function writeDetails(tx: Sql, ctx: Pick<Context, "clock" | "hashPhone">, { shopId }: Work, judged: Judged) {
  const people = judged.flatMap(({ person, verdict }) =>
    verdict.kind === "updated"
      ? [{ ...verdict.details, shopId, phone: person.phone, billing: person.address, seenAt: person.decidedAt }]
      : [],
  );
  await upsertSubscribers(tx, ctx, people);
}

interface Decided {
  person: Person;
  subscriberId: string;
  state: "subscribed" | "unsubscribed";
}

/** What the ledger says to those who were known: it has the last word on what is news. */
async function tellLedger(tx: Sql, ctx: Pick<Context, "clock">, work: Work, judged: Judged): Promise<Judged> {
  const decided = judged.flatMap(({ person, verdict }): Decided[] => {
    if (verdict.kind === "updated" && verdict.consents)
      return [{ person, subscriberId: verdict.subscriberId, state: "subscribed" }];
    if (verdict.kind === "suppressed" && verdict.subscriberId !== null)
      return [{ person, subscriberId: verdict.subscriberId, state: "unsubscribed" }];
    return [];
  });
  const outcomes = await recordConsent(
    tx,
    ctx,
    decided.map(({ person, subscriberId, state }) => ({
      shopId: work.shopId,
      subscriberId,
      state,
      source: "import",
      occurredAt: person.decidedAt,
      textShown: state === "subscribed" ? work.words : null,
      evidence: { ...evidenceOf(work), line: person.line },
    })),
  );
  const refusals = new Map(
    outcomes.flatMap(({ stale }, at) => {
      const line = decided[at]?.person.line;
      const reason = stale === null ? null : REFUSALS[stale];
      return line === undefined || reason === null ? [] : [[line, reason]];
    }),
  );
  return judged.map(({ person, verdict }) => {
    const reason = refusals.get(person.line);
    return reason === undefined ? { person, verdict } : { person, verdict: { kind: "refused", reason } };
  });
}

const REFUSALS: Record<string, RefusalReason | null> = {
  "older-news": "older-news",
  "opted-out-by-text": "suppressed",
  "refused-here": "opted-out",
  "awaits-confirmation": "awaits-confirmation",
  "already-recorded": null,
};

async function suppressNumbers(tx: Sql, { shopId }: Work, judged: Judged): Promise<void> {
  const people = new Map(
    judged.flatMap(({ person, verdict }) => (verdict.kind === "suppressed" ? [[person.phoneHash, person]] : [])),
  );
  if (people.size === 0) return;
  await tx.run(
    ...batch(suppress, { t: { phone_hash: [...people.keys()], at: [...people.values()].map((it) => it.decidedAt) } }, [
      shopId,
    ]),
  );
}
