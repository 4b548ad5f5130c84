import type { Context } from "#domain/context";
import type { Lane } from "#domain/jobs";
import { newCode } from "#domain/links/code";
import { checkTemplates } from "#domain/messages/content/check-template";
import { PROBE_MS, returnProbe, takeProbe } from "#domain/messages/failures/provider-holds";
import type { MessageSource, Purpose, SourceAnswer, SourceKind, WaitingText } from "#domain/messages/source";
import { countryOfPhone } from "#domain/places/phone-country";
import { markLeft } from "#domain/restores/mark-left";
import { newId } from "#platform/ids";
import { paceFor } from "#platform/let-others-run";
import { isUniqueViolation, type Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { harmless } from "#platform/telemetry/harmless";
import { addProperties } from "./add-properties.ts";
import { countDecided } from "./count-decided.ts";
import { type Candidate, type Decision, type HeldRegion, makeDecider, type Recipient, withoutText } from "./decide.ts";
import { lockRecipients } from "./recipients.ts";
import { readSliceSetting, type SliceSetting } from "./slice-setting.ts";
import { traceClaim } from "./trace-claim.ts";
import { keepToLimits, writeClaim } from "./write-claim.ts";

/** The sources a worker knows, by kind. */
export type Sources = Record<SourceKind, MessageSource>;

export interface Claim {
  lane: Lane;
  /** Business time of the claim. */
  now: Date;
  /** performance.now() when the claim began, no later than `now`; by it a worker knows when its own claim ends. */
  begunAt: number;
  /** Real time of the claim by the database's clock, in microseconds since 1970. Tells this claim from a later one. */
  claimedMicros: number;
  senderPhone: string;
  provider: string;
  /** The texts this worker, and no other, must hand over now. */
  texts: Decision[];
  /** How many rows were decided about, whatever the decision. */
  taken: number;
  /** Its one text tries whether the provider takes texts again. */
  isProbe?: boolean;
  /** Countries to which one of its texts tries whether that is allowed by now. */
  probedRegions?: string[];
}

interface WaitingRow extends WaitingText {
  month: string;
  sourceKind: SourceKind;
  purpose: Purpose;
  dueAt: Date;
  expiresAt: Date;
  resends: number;
  tries: number;
  traceparent?: string | null;
}

/** Texts that are costly to make keep other work of the process waiting for about this long. */
const OTHERS_RUN_AFTER_MS = 20;

const claimWaiting = statementFile(import.meta.url, "./claim-waiting.sql");

/**
 * Claims up to `limit` texts of a lane: in one transaction every one of them gets a row that says what becomes of it,
 * and those that may leave now are marked as this worker's before the first byte does. Null when nothing was due.
 * Safe to run twice and in parallel: a text is claimed by one of them. `isUrgent`: people still in chunks come before
 * texts that have a row already. `hasWaiting`: false when there are none of these, as far as the caller knows.
 */
export async function claimSlice(
  ctx: ClaimContext & Pick<Context, "clock">,
  sources: Sources,
  lane: Lane,
  limit: number,
  { isUrgent = false, hasWaiting = true } = {},
): Promise<Claim | null> {
  const begunAt = performance.now();
  const request = { sources, lane, limit, isUrgent, hasWaiting, begunAt, now: ctx.clock.now() };
  try {
    return await claimOnce(ctx, { ...request, mayExist: false });
  } catch (error) {
    // Someone has a text of this source already, or a short code is taken: nothing was written.
    if (!isUniqueViolation(error)) throw error;
    return claimOnce(ctx, { ...request, mayExist: true });
  }
}

type ClaimContext = Pick<Context, "db" | "providers" | "shortLinkUrl" | "epoch" | "hashPhone">;

interface Request {
  sources: Sources;
  lane: Lane;
  limit: number;
  isUrgent: boolean;
  hasWaiting: boolean;
  begunAt: number;
  now: Date;
  mayExist: boolean;
}

async function claimOnce(
  { db, providers, shortLinkUrl, epoch, hashPhone }: ClaimContext,
  { sources, lane, limit, isUrgent, hasWaiting, begunAt, now, mayExist }: Request,
): Promise<Claim | null> {
  const floor = epoch?.floor() ?? 0;
  const written = await db.transaction(async (tx) => {
    const shop = await readSliceSetting(tx, providers, lane.shopId, lane.senderId, now, lane.class);
    if (!shop) return null;
    // The next beat of the epoch notices it.
    if (shop.epoch !== null && shop.epoch < floor) return null;
    const { isStopped, isMarketingStopped, isExhausted, hasLimits } = shop;
    const isHeld = isStopped || isMarketingStopped || isExhausted;
    const isProbe = shop.heldUntil !== null;
    if (isProbe && !(await takeProbe(tx, shop.provider, now))) return null;
    // Until sending starts again, or the day that is used up is over, people wait in their chunks at no cost.
    const take = async (room: number) => (isHeld ? [] : takeBatches(tx, sources, lane, room, now));
    const urgent = isUrgent ? await take(limit) : [];
    const asked = [lane.shopId, lane.class, lane.senderId, now, limit - urgent.length, isStopped, isMarketingStopped];
    const rows = hasWaiting ? await tx.run<WaitingRow>(claimWaiting, asked) : [];
    const fresh = isUrgent ? urgent : await take(limit - rows.length);
    if (rows.length + fresh.length === 0) return null;

    // People before their walks: an order, too, holds the person first and then ends the walks, so neither waits for
    // the other in a circle.
    const ids = [...new Set([...rows, ...fresh].map(({ subscriberId }) => subscriberId))];
    const { recipients, capPlaces } = await lockRecipients(tx, lane.shopId, ids);
    const waiting = await askSources(tx, sources, lane, rows, now);
    const candidates = [...waiting, ...fresh];
    const heldRegions = await tryRegions(tx, shop, recipients, now);
    const decide = makeDecider({ ...shop, heldRegions }, { shortLinkUrl, newCode }, now);
    const seen = new Map(recipients.map((recipient) => [recipient.id, recipient]));
    await checkTemplates(templatesOf(candidates));
    await addProperties(tx, lane.shopId, templatesOf(candidates), recipients);
    const pace = paceFor(OTHERS_RUN_AFTER_MS);
    const wanted: Decision[] = [];
    let isTried = false;
    for (const candidate of candidates) {
      const recipient = seen.get(candidate.subscriberId);
      const decided = decide(candidate, recipient);
      const decision: Decision = isProbe && isTried ? afterProbe(decided, now) : decided;
      isTried ||= decision.state === "sending";
      // One person may have two texts in one slice: the first counts against the cap that the second meets.
      if (decision.state === "sending" && candidate.purpose === "marketing") recipient?.marketingAt.push(now);
      wanted.push(decision);
      if (pace.isDue()) await pace.letOthersRun();
    }
    if (shop.hasLeftTexts) await markLeft(tx, { hashPhone }, lane, shop.provider, wanted);
    const decisions = hasLimits ? await keepToLimits(tx, lane, wanted, now) : wanted;
    const { claimedMicros, texts, committed } = await writeClaim(tx, {
      lane,
      now,
      provider: shop.provider,
      waiting: waiting.length,
      mayExist,
      decisions,
      capPlaces,
    });
    const { senderPhone, provider } = shop;
    // Texts that were past their deadline say nothing about the provider: the next claim tries at once.
    if (isProbe && texts.length === 0) await returnProbe(tx, provider, now);
    const taken = candidates.length;
    const probedRegions = heldRegions.flatMap(({ region, mayTry }) => (mayTry ? [region] : []));
    const about = { lane, now, begunAt, claimedMicros, senderPhone, provider, isProbe, probedRegions };
    return { claim: { ...about, texts, taken }, decisions, committed };
  });
  if (!written) return null;
  // The texts are this worker's now: whatever is thrown from here on would leave them without a hand-over.
  const { claim, decisions, committed } = written;
  committed();
  harmless(() => countDecided(lane.class, decisions));
  harmless(() => traceClaim(lane, decisions, begunAt));
  return claim;
}

/** Marks the countries that have waited long enough to be tried by one text of this slice. */
async function tryRegions(
  tx: Sql,
  { heldRegions = [], provider }: SliceSetting,
  recipients: Recipient[],
  now: Date,
): Promise<HeldRegion[]> {
  if (heldRegions.length === 0) return [];
  const here = new Set(recipients.map(({ phone }) => phone && countryOfPhone(phone)));
  return Promise.all(
    heldRegions.map(async (held) => {
      const isDue = here.has(held.region) && Date.parse(held.until) <= now.getTime();
      return { ...held, mayTry: isDue && (await takeProbe(tx, provider, now, held.region)) };
    }),
  );
}

/** While one text tries the provider the others wait for what becomes of it. */
function afterProbe(decision: Decision, now: Date): Decision {
  if (decision.state !== "sending") return decision;
  const until = new Date(now.getTime() + PROBE_MS);
  return withoutText(decision.candidate, "waiting", until, "provider-refuses-us", decision.why);
}

async function askSources(tx: Sql, sources: Sources, lane: Lane, rows: WaitingRow[], now: Date): Promise<Candidate[]> {
  const answers = new Map<string, SourceAnswer>();
  for (const [kind, texts] of Object.entries(Object.groupBy(rows, (row) => row.sourceKind)))
    for (const [id, sourceAnswer] of await sources[kind as SourceKind].answersFor(tx, lane.shopId, texts, now))
      answers.set(id, sourceAnswer);
  return rows.map((row) => ({
    ...row,
    sourceAnswer: answers.get(row.id) ?? { kind: "unwanted", because: "source-ended" },
  }));
}

function* templatesOf(candidates: Candidate[]): Generator<string> {
  for (const { body, sourceAnswer } of candidates)
    if (body === null && sourceAnswer.kind === "wanted") yield sourceAnswer.wording.template;
}

/** Several chunks may be needed to fill a slice: the last of one, the first of the next. */
async function takeBatches(tx: Sql, sources: Sources, lane: Lane, room: number, now: Date): Promise<Candidate[]> {
  const taken: Candidate[] = [];
  if (lane.class !== "campaign") return taken;
  while (taken.length < room) {
    const source = sources.campaign;
    const batch = await source.nextBatch?.(tx, lane, room - taken.length, now);
    if (!batch) break;
    const { month, sourceId, dueAt, expiresAt, wording } = batch;
    for (const subscriberId of batch.subscriberIds)
      taken.push({
        id: newId(),
        month,
        sourceKind: source.kind,
        sourceId,
        purpose: source.purpose,
        subscriberId,
        ...(dueAt && { dueAt }),
        expiresAt,
        body: null,
        sourceAnswer: { kind: "wanted", wording },
      });
  }
  return taken;
}
