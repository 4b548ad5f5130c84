import { openRequests } from "#domain/consent/open-requests";
import { recordConsent } from "#domain/consent/record";
import { type ReportedDecision, requireDoubleOptIn } from "#domain/consent/require-double-opt-in";
import { compareWithStore, type ReportedConsent } from "#domain/consent/store-sync/compare-with-store";
import { withoutEchoes } from "#domain/consent/store-sync/echoes";
import type { Context } from "#domain/context";
import { askToConfirm } from "#domain/conversations/ask-to-confirm";
import { welcomeByKeywords } from "#domain/conversations/welcome-by-keywords";
import { enroll } from "#domain/flows/walk/enroll";
import { tagEvents } from "#domain/flows/walk/tag-events";
import { enterByConsents } from "#domain/intake/entries/by-consent";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import type { People } from "./people.ts";
import type { ConsentInEvent, StoreEvent } from "./store-event.ts";

/**
 * Records what people decided, as stores tell it: our own word coming back from the store is passed over, a yes that must be
 * repeated by text becomes a question to the person, and where the store's record then still says otherwise, it is to be
 * told. Returns the jobs owed after the commit.
 */
export async function applyConsents(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  events: StoreEvent[],
  people: People,
): Promise<Job[]> {
  const reported = await withoutEchoes(
    tx,
    events.flatMap((event) => decisionIn(event, people)),
  );
  const decisions = await requireDoubleOptIn(tx, reported);
  const outcomes = await recordConsent(tx, ctx, decisions);
  // Everyone here was just found or made in their shop, so that no decision is left out.
  const signUps = outcomes.flatMap((outcome, i) => {
    const decision = decisions[i];
    const keywordId = reported[i]?.keyword?.keywordId ?? null;
    if (decision?.doubleOptIn !== "asked") return [];
    return [{ outcome, source: decision.source, at: decision.occurredAt, keywordId }];
  });
  const byKeyword = outcomes.flatMap((outcome, i) => {
    const [told, decision] = [reported[i], decisions[i]];
    if (!told?.keyword || decision?.doubleOptIn === "asked") return [];
    const { shopId, subscriberId, occurredAt: at, keyword } = told;
    return [{ shopId, subscriberId, at, outcome, ...keyword }];
  });
  const welcome = await welcomeByKeywords(tx, ctx, byKeyword);
  const jobs = [
    ...(await askToConfirm(tx, ctx, await openRequests(tx, ctx, signUps))),
    ...(await enterByConsents(tx, ctx, decisions, outcomes)),
    ...(await enroll(tx, ctx, welcome.tagged.map(tagEvents))),
    ...welcome.jobs,
  ];
  await compareWithStore(
    tx,
    ctx,
    events.flatMap((event) => storesWordIn(event, people)),
  );
  return jobs;
}

/** A decision, and the keyword whose page it was made on. */
type Reported = ReportedDecision & { keyword?: { keywordId: string; intakeId: string } };

function decisionIn(event: StoreEvent, people: People): Reported[] {
  const subscriberId = people.ofConsent(event);
  if (!("consent" in event) || event.consent === null || subscriberId === null) return [];
  const { state, source, decidedAt: occurredAt, optInLevel, isUndated, asksFirst } = event.consent;
  const undated = isUndated && { isUndated };
  const decision = { shopId: event.shopId, subscriberId, state, source, occurredAt, optInLevel, asksFirst, ...undated };
  const { intakeId } = event;
  const keywordId = event.kind === "sign-up" ? event.keywordId : null;
  return [
    { ...decision, ...evidenceOf(event.consent, intakeId), ...(keywordId && { keyword: { keywordId, intakeId } }) },
  ];
}

function evidenceOf({ optInLevel, shown }: ConsentInEvent, intakeId: string) {
  if (!shown) return { evidence: { optInLevel, intakeId } };
  const { text: textShown, formVersion, ip, page } = shown;
  return { textShown, formVersion, ip, evidence: { page, intakeId } };
}

/** What the store's own record of a customer says about the number of one of our subscribers. */
function storesWordIn(event: StoreEvent, people: People): ReportedConsent[] {
  if (event.kind !== "customer-record" && event.kind !== "customer-consent") return [];
  if (event.consent?.isUndated) return []; // It may not be what the store says now.
  const subscriberId = people.ofConsent(event) ?? people.of(event);
  if (subscriberId === null) return [];
  const { shopId, consent, eventAt } = event;
  return [{ shopId, subscriberId, state: consent?.state ?? "none", at: consent?.decidedAt ?? null, eventAt }];
}
