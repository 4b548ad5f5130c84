import { expiryOf } from "#domain/flows/definition/text-deadline";
import type { Version } from "#domain/flows/publishing/versions";
import { blankFacts, type SinceStart, type WalkFacts } from "#domain/flows/steps/walk-facts";
import { readTrail } from "#domain/flows/trail/trail";
import type { Rules } from "#domain/segments/tree";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { EventDetails } from "./entry.ts";

/** Everything that decides about one person on their walk. */
export interface EnrollmentFacts {
  shopId: string;
  id: string;
  flowId: string;
  versionId: string;
  subscriberId: string;
  subject: string;
  /** What happened, as the trigger told it. */
  event: EventDetails | null;
  state: "waiting" | "finished" | "exited";
  stepId: string | null;
  /** The steps taken so far (trail/trail.ts); null in a row from before it was kept. */
  trail: string | null;
  /** What steps have learned, by step id. */
  memory: Record<string, unknown>;
  /** The event that the present step waits for, or "answer". */
  waitsFor: string | null;
  waitingSince: Date | null;
  startedAt: Date;
  exitedBecause: string | null;
  /** Of the sampled trace that began the walk. */
  traceparent?: string | null;
  flowState: "draft" | "live" | "paused";
  flowPreset: string | null;
  flowName: string;
  isShopLive: boolean;
  /** Null when the subscriber is gone. */
  marketing: "never" | "pending" | "subscribed" | "unsubscribed" | null;
  /** IANA: the person's, else the shop's. */
  timeZone: string | null;
  /** Last news of the checkout that the walk is about. */
  cartAt: Date | null;
  completedAt: Date | null;
  cartMicros: number | null;
  /** Of the order that the walk is about. */
  placedAt: Date | null;
  cancelledAt: Date | null;
  orderMicros: number | null;
  hasOrdered: boolean;
  /** Of the storefront's cart that the walk is about. */
  hasCartEnded: boolean;
  /** The product that the walk is about, since it began. */
  hasAddedToCart: boolean;
  isFirstOrder: boolean;
  /** Of the variant that the walk is about (domain/products); null when it is about none, or that isn't watched. */
  isInStock: boolean | null;
  variantMicros: number | null;
}

const readFactsRows = statementFile(import.meta.url, "./facts.sql");

/** Reads what decides about these enrollments, and keeps their flows from being paused until the transaction ends. */
export async function readFacts(tx: Sql, enrollments: { shopId: string; id: string }[]): Promise<EnrollmentFacts[]> {
  if (enrollments.length === 0) return [];
  return readRows(tx, enrollments, []);
}

/** An enrollment that is about to be written. */
export interface Beginning extends Pick<EnrollmentFacts, "shopId" | "id" | "flowId" | "versionId" | "subscriberId"> {
  subject: string;
  about: string | null;
  event: EventDetails | null;
  stepId: string | null;
  /** The steps taken by entering. */
  trail: string;
  startedAt: Date;
  /** Whether it is about an order or a checkout. */
  isAboutRow: boolean;
}

/** The same for enrollments that are about to be written, as if they had been. */
export async function readFactsAtEntry(tx: Sql, beginning: Beginning[]): Promise<EnrollmentFacts[]> {
  if (beginning.length === 0) return [];
  const eventOf = new Map(beginning.map((it) => [it.id, it.event]));
  const rows = await readRows(tx, [], beginning);
  return rows.map((row) => ({ ...row, event: eventOf.get(row.id) ?? null }));
}

function readRows(
  tx: Sql,
  written: { shopId: string; id: string }[],
  beginning: Beginning[],
): Promise<EnrollmentFacts[]> {
  return tx.run<EnrollmentFacts>(
    ...batch(readFactsRows, {
      t: columnsOf(written, { shop_id: (it) => it.shopId, id: (it) => it.id }),
      n: columnsOf(beginning, {
        shop_id: (it) => it.shopId,
        id: (it) => it.id,
        flow_id: (it) => it.flowId,
        version_id: (it) => it.versionId,
        subscriber_id: (it) => it.subscriberId,
        subject: (it) => it.subject,
        about: (it) => it.about,
        step_id: (it) => it.stepId,
        started_at: (it) => it.startedAt,
        is_about_row: (it) => it.isAboutRow,
        trail: (it) => it.trail,
      }),
    }),
  );
}

/** What is read only for versions whose steps ask for it (look-up.ts). */
export interface LookedUp {
  since: SinceStart;
  properties: WalkFacts["properties"];
  matches(rules: Rules): boolean;
}

/** A completed checkout is an order, whether its own news have come or not. */
export function hasOrderedSince({ hasOrdered, completedAt }: EnrollmentFacts): boolean {
  return hasOrdered || completedAt !== null;
}

const BLANK = blankFacts(new Date(0));

/** The part that steps may ask about. One object for each person, made in one go: several spreads take three times as long. */
export function walkFacts(facts: EnrollmentFacts, now: Date, lookedUp?: LookedUp): WalkFacts {
  return {
    ...BLANK,
    now,
    flowId: facts.flowId,
    subscriberId: facts.subscriberId,
    isFirstOrder: facts.isFirstOrder,
    memory: facts.memory,
    waitingSince: facts.waitingSince,
    passed: passedSteps(facts),
    timeZone: facts.timeZone ?? BLANK.timeZone,
    event: facts.event?.properties ?? BLANK.event,
    hasOrdered: hasOrderedSince(facts),
    totalMicros: facts.orderMicros ?? facts.cartMicros,
    ...lookedUp,
  };
}

/** The steps behind the person, in whichever version they took them. One that holds the person is not behind them. */
function passedSteps({ trail, stepId, waitingSince }: EnrollmentFacts): string[] {
  const passed = trail === null ? [] : readTrail(trail).map((it) => it.stepId);
  return waitingSince === null ? passed : passed.filter((id) => id !== stepId);
}

/** After this, no text that the walk comes to at this step may leave any more. */
export function textsExpireAt(
  { document: { trigger }, paths }: Version,
  { cartAt, placedAt, startedAt }: EnrollmentFacts,
  stepId: string | null,
  now: Date,
): Date {
  const happenedAt = trigger.kind === "order-placed" ? placedAt : trigger.kind === "checkout-abandoned" ? cartAt : null;
  return expiryOf(trigger.kind, happenedAt ?? startedAt, paths, stepId, now);
}
