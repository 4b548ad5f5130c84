import { addToOutbox, type Change, outboxEntriesFor } from "#domain/consent/store-sync/outbox";
import type { Context } from "#domain/context";
import { type NewEvent, publishEvents } from "#domain/webhooks-out/publish-events";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { storableJson, storableText } from "#platform/sql/storable";
import { confirmRequests } from "./close-requests.ts";
import {
  type ConsentSource,
  type ConsentState,
  type ConsentStatus,
  consentStatusOf,
  type DoubleOptIn,
  type LedgerEntry,
  type StaleReason,
  scopeOf,
  weighEntries,
} from "./decision.ts";

/** A decision with its evidence. */
export interface ConsentDecision {
  shopId: string;
  subscriberId: string;
  state: ConsentState;
  source: ConsentSource;
  /** When the person decided, by the source's clock. A time ahead of ours counts as now. */
  occurredAt: Date;
  /** The source does not say when: of such decisions of one kind a person's first counts, and the others are copies of it. */
  isUndated?: true;
  /** How far a double opt-in has come by it; a yes by text that answers an open question is found to be "confirmed". */
  doubleOptIn?: DoubleOptIn | null;
  /** The words the person was shown, or wrote. */
  textShown?: string | null;
  formVersion?: string | null;
  ip?: string | null;
  /** The reply that the decision is about, or takes back. */
  reviewId?: string | null;
  evidence?: Record<string, unknown>;
}

export interface ConsentOutcome {
  shopId: string;
  subscriberId: string;
  /** Null when the decision took effect. */
  stale: StaleReason | null;
  before: ConsentStatus;
  after: ConsentStatus;
}

interface Held {
  shopId: string;
  id: string;
  phoneHash: string;
  customerId: string | null;
}

const lockPeople = statementFile(import.meta.url, "./lock-people.sql");
const readLedger = statementFile(import.meta.url, "./read-ledger.sql");
const appendLedger = statementFile(import.meta.url, "./append-ledger.sql");
const writeStatus = statementFile(import.meta.url, "./write-status.sql");

/**
 * Appends decisions to the consent ledger and makes what it now says true: the subscriber's marketing state, the
 * suppression of the number, a withdrawal of what is already claimed for those who may get less than before, and what the
 * store is to be told of it. The same news in any order comes to the same end; what changed nothing is kept with its
 * reason, what is already in the ledger is not written twice. Outcomes come in the order of the decisions. Decisions about
 * ids that are no subscriber's are left out. Locks the subscribers in id order.
 */
export async function recordConsent(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  newDecisions: ConsentDecision[],
): Promise<ConsentOutcome[]> {
  if (newDecisions.length === 0) return [];
  const people = { t: columnsOf(newDecisions, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId }) };
  const held = new Map((await tx.run<Held>(...batch(lockPeople, people))).map((row) => [row.id, row]));
  const ledgers = ledgersOf(await tx.run<LedgerRow>(...batch(readLedger, people)), newDecisions);
  const now = clock.now();
  const known = newDecisions
    .filter((it) => held.get(it.subscriberId)?.shopId === it.shopId)
    .map((it) => datedBy(it, now));
  const confirmed = await confirmRequests(tx, known, now);
  const entries = new Map(known.map((it) => [it, entryOf(it, confirmed(it))]));
  const outcomes = new Map<DatedDecision, ConsentOutcome>();
  for (const decision of [...known].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())) {
    const { shopId, subscriberId } = decision;
    const entry = entries.get(decision) ?? entryOf(decision, false);
    const ledger = ledgers.get(subscriberId) ?? [];
    const weighed = weighEntries(ledger, entry);
    outcomes.set(decision, { shopId, subscriberId, ...weighed });
    if (weighed.stale !== "already-recorded") ledgers.set(subscriberId, [...ledger, entry]);
  }
  await appendEntries(tx, outcomes, held, entries, now);
  await writeStatuses(tx, outcomes, held, now);
  const changes = changesOf(outcomes, held, entries);
  await addToOutbox(tx, outboxEntriesFor(changes), now);
  await publishEvents(
    tx,
    { clock },
    changes.flatMap((change) => consentEvent(change, now) ?? []),
  );
  return known.flatMap((decision) => outcomes.get(decision) ?? []);
}

/** What the source's clock said, of a decision without a time. */
const NO_TIME = new Date(0);

interface DatedDecision extends ConsentDecision {
  /** What the source said, when that was ahead of our clock. */
  claimedAt?: Date;
}

/** No decision was made after we heard of it: one that is dated ahead would outweigh what the person says until then. */
function datedBy(decision: ConsentDecision, now: Date): DatedDecision {
  const { source, occurredAt, isUndated } = decision;
  if (isUndated) return { ...decision, occurredAt: occurredAt < now ? occurredAt : now, claimedAt: NO_TIME };
  // What is decided about a reply is dated by us, in an order of its own (reply-review/decide.ts).
  if (source === "reply-review" || occurredAt <= now) return decision;
  // Every text is news of its own, whatever date it shares with another.
  return { ...decision, occurredAt: now, ...(source !== "inbound-text" && { claimedAt: occurredAt }) };
}

interface LedgerRow extends LedgerEntry {
  subscriberId: string;
  isStanding: boolean;
}

/**
 * The ledgers by person. A STOP that stands against the number counts as an entry of its own while the ledger has none: it
 * came before the number had a subscriber, or was accepted and waits to be read. The text itself needs no such entry.
 */
function ledgersOf(rows: LedgerRow[], decisions: ConsentDecision[]): Map<string, LedgerEntry[]> {
  const isBeingRead = new Set(
    decisions.flatMap(({ state, source, subscriberId }) =>
      state === "unsubscribed" && (source === "inbound-text" || source === "provider") ? [subscriberId] : [],
    ),
  );
  const ledgers = new Map<string, LedgerEntry[]>();
  for (const [id, ofPerson] of Map.groupBy(rows, ({ subscriberId }) => subscriberId)) {
    const written = ofPerson.filter(({ isStanding }) => !isStanding);
    const { stop, refusedBy } = consentStatusOf(written);
    const isKnown = stop !== null || refusedBy === "import" || isBeingRead.has(id);
    ledgers.set(id, isKnown ? written : ofPerson);
  }
  return ledgers;
}

function entryOf(decision: DatedDecision, isConfirmed: boolean): LedgerEntry {
  const { state, source, occurredAt, claimedAt = null, doubleOptIn, reviewId = null } = decision;
  const level = isConfirmed ? "confirmed" : (doubleOptIn ?? null);
  return { state, source, occurredAt, claimedAt, doubleOptIn: level, reviewId };
}

function evidenceOf({ evidence, reviewId, claimedAt }: DatedDecision): string {
  return storableJson({ ...evidence, ...(reviewId && { reviewId }), ...(claimedAt && { claimedAt }) });
}

async function appendEntries(
  tx: Sql,
  outcomes: Map<DatedDecision, ConsentOutcome>,
  held: Map<string, Held>,
  entries: Map<ConsentDecision, LedgerEntry>,
  now: Date,
): Promise<void> {
  const fresh = [...outcomes].filter(([, { stale }]) => stale !== "already-recorded");
  if (fresh.length === 0) return;
  await tx.run(
    ...batch(
      appendLedger,
      {
        t: columnsOf(fresh, {
          shop_id: ([it]) => it.shopId,
          id: () => newId(),
          subscriber_id: ([it]) => it.subscriberId,
          phone_hash: ([it]) => held.get(it.subscriberId)?.phoneHash,
          scope: ([it]) => scopeOf(it.source),
          state: ([it]) => it.state,
          source: ([it]) => it.source,
          text_shown: ([it]) => textOf(it.textShown),
          form_version: ([it]) => textOf(it.formVersion),
          ip: ([it]) => textOf(it.ip),
          double_opt_in: ([it]) => entries.get(it)?.doubleOptIn ?? null,
          evidence: ([it]) => evidenceOf(it),
          applied: ([, { stale }]) => stale === null,
          reason: ([, { stale }]) => stale,
          occurred_at: ([it]) => it.occurredAt,
        }),
      },
      [now],
    ),
  );
}

async function writeStatuses(
  tx: Sql,
  outcomes: Map<ConsentDecision, ConsentOutcome>,
  held: Map<string, Held>,
  now: Date,
): Promise<void> {
  // Outcomes are in the order of the decisions' times, each built on the one before: the last one of a person stands.
  const last = new Map([...outcomes.values()].map((it) => [it.subscriberId, it.after]));
  const restricted = restrictedBy(outcomes);
  const changed = [...last].flatMap(([id, status]) => {
    const person = held.get(id);
    return person ? [{ person, status, restricts: restricted.has(id) }] : [];
  });
  await tx.run(
    ...batch(
      writeStatus,
      {
        t: columnsOf(changed, {
          shop_id: ({ person }) => person.shopId,
          id: ({ person }) => person.id,
          phone_hash: ({ person }) => person.phoneHash,
          marketing: ({ status }) => status.marketing,
          marketing_at: ({ status }) => status.marketingAt,
          stop_reason: ({ status: { stop } }) =>
            stop === null ? null : stop.by === "text" ? "opted-out" : "opted-out-at-provider",
          stop_at: ({ status }) => status.stop?.at ?? null,
          lifted_at: ({ status }) => status.liftedAt,
          withdraw: (it) => it.restricts,
        }),
      },
      [now],
    ),
  );
}

/** Those from whose texts some decision of the batch took: they said no, or STOP on top of a no. */
function restrictedBy(outcomes: Map<ConsentDecision, ConsentOutcome>): Set<string> {
  const refusals = [...outcomes].filter(([{ state }, { stale }]) => state === "unsubscribed" && stale === null);
  return new Set(refusals.map(([, { subscriberId }]) => subscriberId));
}

/** What the batch came to for each person: from before its first decision to after its last. */
function changesOf(
  outcomes: Map<ConsentDecision, ConsentOutcome>,
  held: Map<string, Held>,
  entries: Map<ConsentDecision, LedgerEntry>,
): Change[] {
  const changes = new Map<string, Change>();
  for (const [decision, { shopId, subscriberId, before, after, stale }] of outcomes) {
    const sofar = changes.get(subscriberId);
    changes.set(subscriberId, {
      shopId,
      subscriberId,
      customerId: held.get(subscriberId)?.customerId ?? null,
      before: sofar?.before ?? before.marketing,
      after,
      by: stale === null ? (entries.get(decision) ?? null) : (sofar?.by ?? null),
    });
  }
  return [...changes.values()];
}

/** What other programs are told: who gets marketing texts now, or gets none any more. */
function consentEvent(
  { shopId, subscriberId, before, after: { marketing, marketingAt }, by }: Change,
  now: Date,
): NewEvent | null {
  if (marketing === before || (marketing !== "subscribed" && marketing !== "unsubscribed")) return null;
  const data = { source: by?.source ?? null, decidedAt: marketingAt?.toISOString() ?? null };
  return { shopId, type: `subscriber.${marketing}`, subscriberId, key: newId(), at: now, data };
}

function textOf(text: string | null | undefined): string | null {
  return text == null ? null : storableText(text);
}
