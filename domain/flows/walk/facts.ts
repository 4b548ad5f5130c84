import { expiryOf } from "#domain/flows/definition/text-deadline";
import type { Version } from "#domain/flows/publishing/versions";
import type { WalkFacts } from "#domain/flows/steps/step-type";
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
  startedAt: Date;
  exitedBecause: string | null;
  flowState: "draft" | "live" | "paused";
  flowPreset: string | null;
  flowName: string;
  isShopLive: boolean;
  /** Null when the subscriber is gone. */
  marketing: "never" | "pending" | "subscribed" | "unsubscribed" | null;
  /** Last news of the checkout that the walk is about. */
  cartAt: Date | null;
  completedAt: Date | null;
  cartMicros: number | null;
  /** Of the order that the walk is about. */
  placedAt: Date | null;
  cancelledAt: Date | null;
  orderMicros: number | null;
  hasOrdered: boolean;
  isFirstOrder: boolean;
}

const readFactsRows = statementFile(import.meta.url, "./facts.sql");

/** Reads what decides about these enrollments, and keeps their flows from being paused until the transaction ends. */
export async function readFacts(tx: Sql, enrollments: { shopId: string; id: string }[]): Promise<EnrollmentFacts[]> {
  if (enrollments.length === 0) return [];
  return tx.run<EnrollmentFacts>(
    ...batch(readFactsRows, { t: columnsOf(enrollments, { shop_id: (it) => it.shopId, id: (it) => it.id }) }),
  );
}

/** The part that steps may ask about. A completed checkout is an order, whether its own news have come or not. */
export function walkFacts(facts: EnrollmentFacts): WalkFacts {
  const { hasOrdered, completedAt, cartMicros, orderMicros, isFirstOrder } = facts;
  return { hasOrdered: hasOrdered || completedAt !== null, totalMicros: orderMicros ?? cartMicros, isFirstOrder };
}

/** After this, no text that the walk comes to at this step may leave any more. */
export function textsExpireAt(
  { document: { trigger }, paths }: Version,
  { cartAt, placedAt, startedAt }: EnrollmentFacts,
  stepId: string | null,
): Date {
  const happenedAt = trigger.kind === "order-placed" ? placedAt : trigger.kind === "checkout-abandoned" ? cartAt : null;
  return expiryOf(trigger.kind, happenedAt ?? startedAt, paths, stepId);
}
