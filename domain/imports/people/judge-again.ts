import type { Work } from "#domain/imports/control/work";
import type { Person } from "#domain/imports/reading/person";
import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import { type Judged, judgePeople } from "./apply.ts";
import type { Verdict } from "./decide.ts";

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
    person.isUnsubscribed && countsAsDecision(verdict) ? [person.phoneHash] : [],
  );
}

/**
 * Judges lines whose number was in the file before, each as if the file were read line by line: how lines are cut into chunks and
 * turns changes nothing, nor whether the lines before were written. A yes said again is a duplicate, and so is a no once a
 * no of the file counts. A no after a yes counts wherever it stands and whatever its date, because the file contradicts
 * itself. `optedOut` are the numbers of this chunk of which a no counts already.
 */
export async function judgeAgain(tx: Sql, work: Work, people: Person[], optedOut: Set<string>): Promise<Judged> {
  const judged = await overruleJudged(tx, work, await judgePeople(tx, work, people));
  // Of each number at most one line is acted on in a chunk, and a no goes before a yes.
  const actedOn = new Set(optedOut);
  const noes = judged.map(({ person, verdict }): Verdict => {
    if (!person.isUnsubscribed) return DUPLICATE;
    const { phoneHash } = person;
    const isCounted =
      actedOn.has(phoneHash) || work.reading.kind === "suppressions" || work.seen.hasOptedOut(phoneHash);
    const isKept = isCounted ? !actedOn.has(phoneHash) && isMistaken(work, verdict) : true;
    if (isKept && countsAsDecision(verdict)) actedOn.add(phoneHash);
    return isKept ? verdict : DUPLICATE;
  });
  return judged.map(({ person, verdict }, at) => {
    if (person.isUnsubscribed) return { person, verdict: noes[at] ?? verdict };
    const isKept = !actedOn.has(person.phoneHash) && isMistaken(work, verdict);
    if (isKept) actedOn.add(person.phoneHash);
    return { person, verdict: isKept ? verdict : DUPLICATE };
  });
}

const DUPLICATE: Verdict = { kind: "duplicate" };

function countsAsDecision(verdict: Verdict): boolean {
  return verdict.kind === "suppressed" || verdict.kind === "unchanged";
}

/**
 * One number in billions only seems to be repeated. While an import writes, the database shows it: a number whose earlier line
 * was written is known, and one whose no counts is opted out already.
 */
function isMistaken({ state }: Work, verdict: Verdict): boolean {
  return state === "importing" && (verdict.kind === "new" || verdict.kind === "suppressed");
}

/** What this import has written of a number is no newer news than the same file's no. */
async function overruleJudged(tx: Sql, work: Work, judged: Judged): Promise<Judged> {
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
  const verdicts = new Map((await judgePeople(tx, work, changed)).map(({ person, verdict }) => [person, verdict]));
  return judged.map(({ person, verdict }, at) => {
    const it = late[at] ?? person;
    return { person: it, verdict: verdicts.get(it) ?? verdict };
  });
}

/** A no that this import's own yes seems to outdate, dated behind it. */
function laterThan(person: Person, agreedAt: Date | undefined): Person {
  if (!person.isUnsubscribed || agreedAt === undefined || person.decidedAt > agreedAt) return person;
  return { ...person, decidedAt: new Date(agreedAt.getTime() + 1) };
}
