import { type PageChunk, readAudiencePage } from "#domain/campaigns/audience/audience-page";
import type { People } from "#domain/campaigns/audience/audience-people";
import { localInstant } from "#domain/campaigns/drafts/local-time";
import { wordingOf } from "#domain/campaigns/drafts/wording";
import { type CampaignHours, chunkWindows } from "#domain/campaigns/sending/chunk-window";
import type { Candidate, Recipient } from "#domain/messages/claim/decide";
import { readRecipients } from "#domain/messages/claim/recipients";
import type { SliceSetting } from "#domain/messages/claim/slice-setting";
import { checkTemplates } from "#domain/messages/content/check-template";
import { makeForeseer } from "#domain/messages/explain/explain-ahead";
import { monthOf } from "#domain/messages/month";
import type { Reason } from "#domain/messages/reason";
import { NIL_ID } from "#platform/ids";
import { paceFor } from "#platform/let-others-run";
import type { Sql, SqlPool } from "#platform/sql/sql";
import type { DryRunPlan } from "./dry-run-plan.ts";

/** Other work of the process waits for about this long. */
const OTHERS_RUN_AFTER_MS = 5;
/** People read in one statement; a segment's page may hold ten times as many. */
const READ_AT_A_TIME = 10_000;

/** What would become of one person's text. */
export interface Forecast {
  subscriberId: string;
  /** now: leaves when the campaign starts. later: it waits first, and then leaves. held: it waits for what no one can date. */
  fate: "now" | "later" | "skipped" | "expired" | "held";
  /** later: what it waits for first. Else why it would not leave. */
  because: Reason | "local-time" | null;
  /** When it would leave; of one that would not, when that would be said. */
  at: Date;
  /** The end of the window in which it would leave. */
  closesAt: Date;
  signature: string;
  zone: string | null;
  country: string | null;
  /** The words, as this person would read them; null when it would not leave. */
  body: string | null;
  encoding: string | null;
  parts: number;
  micros: number;
}

/** Everything a page is worked out from, but the people. */
export interface DryRunWorld {
  shopId: string;
  plan: Pick<DryRunPlan, "name" | "body" | "linkUrl" | "localTime">;
  people: People;
  shop: SliceSetting;
  shortLinkUrl: string;
  startsAt: Date;
  expiresAt: Date;
}

/**
 * What would become of the next people of a campaign's audience: taken in the snapshot's order and chunks, at the time the
 * chunk would be due, by the dispatcher's own decision. Reads only. `cursor` is the key the last page ended at, null at the
 * beginning; the page without a `next` is the last.
 */
export async function dryRunPage(
  db: SqlPool,
  world: DryRunWorld,
  cursor: number | null,
): Promise<{ forecasts: Forecast[]; next: number | null }> {
  const { shopId, plan } = world;
  const look = { after: cursor, byClock: plan.localTime !== null };
  const { chunks, reached, isLast } = await readAudiencePage({ db }, shopId, world.people, look);
  const ids = chunks.map((chunk) => idsIn(chunk.ids));
  const people = await readPeople(db, shopId, ids.flat());
  await checkTemplates([plan.body]);
  const forecastOf = makeForecaster(world);
  const pace = paceFor(OTHERS_RUN_AFTER_MS);
  const forecasts: Forecast[] = [];
  for (const [i, chunk] of chunks.entries()) {
    const forecastOfOne = forecastOf(chunk);
    for (const id of ids[i] ?? []) {
      forecasts.push(forecastOfOne(id, people.get(id)));
      if (pace.isDue()) await pace.letOthersRun();
    }
  }
  return { forecasts, next: isLast ? null : reached };
}

async function readPeople(sql: Sql, shopId: string, ids: string[]): Promise<Map<string, Recipient>> {
  const people = new Map<string, Recipient>();
  for (let from = 0; from < ids.length; from += READ_AT_A_TIME)
    for (const person of await readRecipients(sql, shopId, ids.slice(from, from + READ_AT_A_TIME)))
      people.set(person.id, person);
  return people;
}

/** Decides about people one by one, each as of a chunk of these rules and this clock. */
function makeForecaster(world: DryRunWorld) {
  const { plan, shop, startsAt, expiresAt } = world;
  const hours: CampaignHours = {
    startsMinute: shop.textingStartsMinute,
    endsMinute: shop.textingEndsMinute,
    stricter: shop.stricter,
    localTime: plan.localTime,
    expiresAt,
  };
  const foresee = makeForeseer(shop, world.shortLinkUrl);
  const windowOf = chunkWindows(hours, startsAt);
  const closing = makeClosings({ ...hours, localTime: null });
  const wording = wordingOf(plan);
  const candidate: Omit<Candidate, "subscriberId"> = {
    ...{ id: NIL_ID, sourceId: NIL_ID, month: monthOf(startsAt), sourceKind: "campaign", purpose: "marketing" },
    ...{ expiresAt, body: null, sourceAnswer: { kind: "wanted", wording } },
  };

  return function forecastOf({ signature, zone }: Pick<PageChunk, "signature" | "zone">) {
    const { dueAt } = windowOf({ signature, zone });
    const own = plan.localTime === null ? null : localInstant(plan.localTime, { signature, zone });
    const before = dueAt <= startsAt ? null : own?.getTime() === dueAt.getTime() ? "local-time" : "quiet-hours";

    return function forecastOfOne(subscriberId: string, person: Recipient | undefined): Forecast {
      const { decision, at, wait } = foresee({ ...candidate, subscriberId }, person, dueAt);
      const { state, reason, body, encoding, parts, priceMicros } = decision;
      const who = { subscriberId, signature, zone, country: person?.country ?? null };
      const text = { body, encoding, parts: parts ?? 0, micros: priceMicros ?? 0 };
      const shared = { ...who, ...text, at, closesAt: closing(signature, at) };
      if (state === "sending" && at <= startsAt) return { ...shared, fate: "now", because: null };
      if (state === "sending") return { ...shared, fate: "later", because: before ?? wait?.because ?? null };
      if (state === "waiting") return { ...shared, fate: "held", because: reason };
      if (state === "skipped") return { ...shared, fate: "skipped", because: reason };
      return { ...shared, fate: "expired", because: before ?? wait?.because ?? "quiet-hours" };
    };
  };
}

/** The end of the window in which someone of a signature may be texted at a moment; remembered for the two latest moments. */
function makeClosings(hours: CampaignHours) {
  const known = new Map<string, Date>();
  return (signature: string, at: Date): Date => {
    const key = `${signature} ${at.getTime()}`;
    const found = known.get(key) ?? chunkWindows(hours, at)({ signature, zone: null }).closesAt;
    if (known.size > 5_000) known.clear();
    known.set(key, found);
    return found;
  };
}

/** The ids of an array literal: "{a,b}". */
function idsIn(literal: string): string[] {
  return literal.slice(1, -1).split(",");
}
