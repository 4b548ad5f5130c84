import type { Sql } from "#platform/sql";
import { statement } from "#platform/statement";
import { type Judged, judge } from "./apply.ts";
import type { Verdict } from "./decide.ts";
import type { Person } from "./person.ts";
import type { Work } from "./work.ts";

const findOwn = statement(
  "agreed-by-this-import",
  `SELECT phone_hash AS "phoneHash", max(occurred_at) AS at FROM consent_events
   WHERE shop_id = $1 AND subscriber_id IN (SELECT id FROM subscribers WHERE shop_id = $1 AND phone_hash = ANY($2::text[]))
     AND state = 'subscribed' AND source = 'import' AND evidence ->> 'importId' = $3 AND applied
   GROUP BY 1`,
);

/** The numbers of which the file has said a no that counts. */
export function optOuts(judged: Judged): string[] {
  return judged.flatMap(({ person, verdict }) =>
    person.isUnsubscribed && (verdict.kind === "suppressed" || verdict.kind === "unchanged") ? [person.phoneHash] : [],
  );
}

/**
 * Judges numbers that were in the file before, in the same way whether the lines before were written or not: a yes said again is
 * one, and so is a no. A no after a yes counts wherever it stands and whatever its date, because the file contradicts itself.
 * `optedOut` are the numbers of this chunk of which a no counts already.
 */
export async function judgeAgain(tx: Sql, work: Work, people: Person[], optedOut: Set<string>): Promise<Judged> {
  const hasOptedOut = ({ phoneHash }: Person) => optedOut.has(phoneHash) || work.optedOut.has(phoneHash);
  const noes = latestOf(people.filter((person) => person.isUnsubscribed && !hasOptedOut(person)));
  const yeses = latestOf(people.filter((person) => !person.isUnsubscribed && !noes.has(person.phoneHash)));
  const judged = await judge(tx, work, [...noes.values(), ...yeses.values()]);
  const verdicts = new Map(await overruled(tx, work, judged));
  return people.map((person) => {
    const found = verdicts.get(person.line);
    return found ? { person: found.person, verdict: asAgain(work, found) } : { person, verdict: { kind: "duplicate" } };
  });
}

/** Of each number the line with the latest date. */
function latestOf(people: Person[]): Map<string, Person> {
  const latest = new Map<string, Person>();
  for (const person of people) {
    const before = latest.get(person.phoneHash);
    if (before === undefined || person.decidedAt > before.decidedAt) latest.set(person.phoneHash, person);
  }
  return latest;
}

/** What this import has written of a number is no newer news than the same file's no. */
async function overruled(tx: Sql, work: Work, judged: Judged): Promise<[line: number, Judged[number]][]> {
  const older = judged.filter(({ verdict }) => verdict.kind === "refused" && verdict.reason === "older-news");
  const own =
    work.state === "importing" && older.length > 0
      ? await tx.run<{ phoneHash: string; at: Date }>(findOwn, [
          work.shopId,
          older.map(({ person }) => person.phoneHash),
          work.importId,
        ])
      : [];
  const agreedAt = new Map(own.map(({ phoneHash, at }) => [phoneHash, at]));
  const late = judged.map(({ person }) => laterThan(person, agreedAt.get(person.phoneHash)));
  const changed = late.filter((person, at) => person !== judged[at]?.person);
  const verdicts = new Map((await judge(tx, work, changed)).map(({ person, verdict }) => [person, verdict]));
  return judged.map(({ person, verdict }, at) => {
    const it = late[at] ?? person;
    return [person.line, { person: it, verdict: verdicts.get(it) ?? verdict }];
  });
}

function laterThan(person: Person, agreedAt: Date | undefined): Person {
  return agreedAt === undefined ? person : { ...person, decidedAt: new Date(agreedAt.getTime() + 1) };
}

function asAgain(work: Work, { person, verdict }: Judged[number]): Verdict {
  if (person.isUnsubscribed && work.reading.kind === "subscribers") return verdict;
  // While nothing is written, the first of them is not there to be found; and one in billions only seems to be a second.
  if (work.state === "importing" && (verdict.kind === "new" || verdict.kind === "suppressed")) return verdict;
  return { kind: "duplicate" };
}
