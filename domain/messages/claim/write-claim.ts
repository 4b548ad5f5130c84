import type { Lane } from "#domain/jobs";
import { createShortLinks } from "#domain/links/create";
import { keepWhy } from "#domain/messages/explain/why-records";
import { outcomeOf } from "#domain/messages/gates/gates";
import { spending } from "#domain/messages/gates/spending";
import type { SpendingVerdict } from "#domain/spending/grant";
import { reserveSpending } from "#domain/spending/reserve";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { toldOnce } from "#platform/sql/told-once";
import { type Decision, refusedDecision } from "./decide.ts";

/** Real seconds within which a claimed text's POST must start; a worker that was frozen for longer leaves it unsent. */
export const CLAIM_SECONDS = 8;

const insert = statementFile(import.meta.url, "./claim-insert.sql");
const insertAbsent = statement("claim-insert-absent", `${insert.text}ON CONFLICT DO NOTHING RETURNING id`);
const update = statementFile(import.meta.url, "./claim-update.sql");
const reserveCaps = statementFile(import.meta.url, "./reserve-caps.sql");
const reserveKnownCaps = statementFile(import.meta.url, "./reserve-known-caps.sql");
/** The first of its texts names the claim; of two claims of that text the times differ. */
const open = statement(
  "open-claim",
  `INSERT INTO claims (shop_id, id, claimed_at, ends_at, months, message_ids)
   VALUES ($1, ($3::uuid[])[1], now(), clock_timestamp() + make_interval(secs => $4), $2::date[], $3::uuid[])
   RETURNING (extract(epoch FROM claimed_at) * 1000000)::int8 AS "claimedMicros"`,
);

interface ClaimWrite {
  lane: Lane;
  now: Date;
  provider: string;
  decisions: Decision[];
  /** So many of the decisions, the first ones, are about rows that exist already. */
  waiting: number;
  /** Some of the others may have a row too: they are passed over. Otherwise it would fail the transaction. */
  mayExist: boolean;
  /** Where the rows of caps lie that were read, by subscriber. */
  capPlaces: Map<string, string>;
}

interface WrittenClaim {
  /** Real time of the claim by the database's clock, 0 without texts; by it `recordHandOff` ends the claim. */
  claimedMicros: number;
  /** The texts to hand over: those marked sending by this very transaction. */
  texts: Decision[];
  /** To be called after the commit. */
  committed(): void;
}

/** Writes what was decided. */
export async function writeClaim(tx: Sql, write: ClaimWrite): Promise<WrittenClaim> {
  const existing = write.decisions.slice(0, write.waiting);
  const fresh = write.decisions.slice(write.waiting);
  const { ids: whyIds, remember } = await keepWhy(tx, write.lane.shopId, write.decisions);
  await updateRows(tx, write, existing, whyIds);
  const made = await insertRows(tx, write, fresh, whyIds);
  const texts = [...existing, ...made].filter((decision) => decision.state === "sending");
  await reserveForTexts(tx, write, texts);
  await linkUp(tx, write, texts);
  return { claimedMicros: await openClaim(tx, write.lane.shopId, texts), texts, committed: remember };
}

async function openClaim(tx: Sql, shopId: string, texts: Decision[]): Promise<number> {
  if (texts.length === 0) return 0;
  const months = texts.map(({ candidate }) => candidate.month);
  const ids = texts.map(({ candidate }) => candidate.id);
  const [claim] = await tx.run<{ claimedMicros: number }>(open, [shopId, months, ids, CLAIM_SECONDS]);
  if (!claim) throw new Error("PostgreSQL did not tell the time of a claim.");
  return claim.claimedMicros;
}

type WhyIds = Map<Decision, string>;

async function updateRows(
  tx: Sql,
  { lane, now, provider }: ClaimWrite,
  decisions: Decision[],
  whyIds: WhyIds,
): Promise<void> {
  if (decisions.length === 0) return;
  const t = columnsOf(decisions, {
    shop_id: () => lane.shopId,
    month: ({ candidate }) => candidate.month,
    id: ({ candidate }) => candidate.id,
    state: (it) => it.state,
    due_at: (it) => it.dueAt,
    body: (it) => it.body,
    encoding: (it) => it.encoding,
    parts: (it) => it.parts,
    price: (it) => it.priceMicros,
    phone: (it) => it.phone,
    reason: (it) => it.reason,
    why_id: (it) => whyIds.get(it) ?? null,
    link_code: ({ link }) => link?.code ?? null,
    variant: (it) => it.variant,
  });
  const months = [...new Set(decisions.map(({ candidate }) => candidate.month))];
  await tx.run(...batch(update, { t }, [now, provider, months]));
}

async function insertRows(
  tx: Sql,
  { lane, now, provider, mayExist }: ClaimWrite,
  decisions: Decision[],
  whyIds: WhyIds,
): Promise<Decision[]> {
  const made: Decision[] = [];
  for (const group of Map.groupBy(decisions, ({ candidate }) => candidate.sourceId).values()) {
    const [first] = group;
    if (!first) continue;
    const { month, purpose, sourceKind, sourceId, expiresAt } = first.candidate;
    const { numbers, o } = outcomesOnce(group, whyIds);
    const texts = columnsOf(group, {
      id: ({ candidate }) => candidate.id,
      subscriber_id: ({ candidate }) => candidate.subscriberId,
      body: ({ body }) => body,
      phone: ({ phone }) => phone,
      link_code: ({ link }) => link?.code ?? null,
    });
    const source = [lane.shopId, month, lane.class, purpose, sourceKind, sourceId, lane.senderId, expiresAt];
    const rows = await tx.run<{ id: string }>(
      ...batch(mayExist ? insertAbsent : insert, { t: { ...texts, outcome: numbers }, o }, [...source, now, provider]),
    );
    const ids = new Set(rows.map((row) => row.id));
    made.push(...(mayExist ? group.filter(({ candidate }) => ids.has(candidate.id)) : group));
  }
  return made;
}

/** The number of each decision's outcome, and the outcomes, each once. */
function outcomesOnce(decisions: Decision[], whyIds: WhyIds) {
  const { numbers, distinct } = toldOnce(decisions, (it) => {
    const { state, dueAt, encoding, parts, priceMicros, reason } = it;
    return `${state} ${dueAt.getTime()} ${encoding} ${parts} ${priceMicros} ${reason} ${whyIds.get(it)}`;
  });
  const o = columnsOf(distinct, {
    state: (it) => it.state,
    due_at: (it) => it.dueAt,
    encoding: (it) => it.encoding,
    parts: (it) => it.parts,
    price: (it) => it.priceMicros,
    reason: (it) => it.reason,
    why_id: (it) => whyIds.get(it) ?? null,
  });
  return { numbers, o };
}

async function reserveForTexts(tx: Sql, { lane, now, capPlaces }: ClaimWrite, texts: Decision[]): Promise<void> {
  const people = texts
    .filter(({ candidate }) => candidate.purpose === "marketing")
    .map(({ candidate }) => candidate.subscriberId);
  const [first = [], ...others] = roundsOf(people);
  const known = first.filter((id) => capPlaces.has(id));
  const places = known.map((id) => capPlaces.get(id));
  const counted =
    known.length > 0
      ? await tx.run<{ id: string }>(
          ...batch(reserveKnownCaps, { t: { id: known, place: places } }, [lane.shopId, now]),
        )
      : [];
  const done = new Set(counted.map(({ id }) => id));
  const rest = first.filter((id) => !done.has(id));
  for (const round of [rest, ...others]) if (round.length > 0) await tx.run(reserveCaps, [lane.shopId, round, now]);
}

/** One statement may touch a row once: someone with two texts in the slice is counted in a second round. */
function roundsOf(people: string[]): string[][] {
  const result: string[][] = [];
  const times = new Map<string, number>();
  for (const id of people) {
    const round = times.get(id) ?? 0;
    times.set(id, round + 1);
    const others = result[round];
    if (others) others.push(id);
    else result.push([id]);
  }
  return result;
}

async function linkUp(tx: Sql, { lane, now }: ClaimWrite, texts: Decision[]): Promise<void> {
  const rows = texts.flatMap(({ candidate, link }) =>
    link
      ? [
          {
            ...link,
            shopId: lane.shopId,
            month: candidate.month,
            messageId: candidate.id,
            subscriberId: candidate.subscriberId,
          },
        ]
      : [],
  );
  if (rows.length > 0) await createShortLinks(tx, rows, now);
}

/**
 * The last gate: of what would leave now, what spend caps and carriers' budgets leave room for, reserved in the claim's
 * transaction. The rest waits for its day or is held for its campaign, with the amounts in its why-record.
 */
export async function keepToLimits(tx: Sql, lane: Lane, decisions: Decision[], now: Date): Promise<Decision[]> {
  const texts = decisions
    .filter(({ state }) => state === "sending")
    .map(({ candidate: { id, sourceKind, sourceId, purpose }, parts, priceMicros }) => ({
      ...{ id, sourceKind, sourceId, purpose },
      parts: parts ?? 0,
      priceMicros: priceMicros ?? 0,
    }));
  const { shopId, senderId } = lane;
  const verdicts = await reserveSpending(tx, { shopId, senderId, now, texts });
  return decisions.map((decision) => {
    const verdict = verdicts.get(decision.candidate.id);
    return verdict ? afterSpending(decision, verdict, now) : decision;
  });
}

function afterSpending(decision: Decision, granted: SpendingVerdict, now: Date): Decision {
  // Without a limit on it the gate has nothing to say.
  if (granted.limits.length === 0) return decision;
  const { candidate } = decision;
  const { verdict, record } = outcomeOf(spending, spending.judge({ granted }, now), candidate.expiresAt);
  const why = [...decision.why, record];
  return verdict.kind === "send" ? { ...decision, why } : refusedDecision(candidate, verdict, now, why);
}
