import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { ConsentSource, DoubleOptIn, Standing } from "./decision.ts";

/** What the store is to be told about one person. */
export interface StoreNotice {
  shopId: string;
  subscriberId: string;
  state: "subscribed" | "unsubscribed";
  optInLevel: "single" | "confirmed";
  decidedAt: Date;
}

/** What a batch of decisions came to for one person. */
export interface Change {
  shopId: string;
  subscriberId: string;
  /** Null while no customer of the store is known by the number: there is nobody to tell about. */
  customerId: string | null;
  before: Standing["marketing"];
  after: Standing;
  /** The decision that took effect last; null when none did. */
  by: { source: ConsentSource; doubleOptIn: DoubleOptIn | null } | null;
}

/**
 * The notices that changes here owe the store: of a yes or a no that it has not said itself. A box at the checkout is the
 * store's own record; a question that still waits for its answer is nobody's business yet.
 */
export function noticesOf(changes: Change[]): StoreNotice[] {
  return changes.flatMap(({ shopId, subscriberId, customerId, before, after: { marketing, marketingAt }, by }) => {
    if (customerId === null || by === null || marketingAt === null || marketing === before) return [];
    if (by.source === "shopify" || by.source === "checkout") return [];
    if (marketing !== "subscribed" && marketing !== "unsubscribed") return [];
    const optInLevel = by.doubleOptIn === "confirmed" ? ("confirmed" as const) : ("single" as const);
    return [{ shopId, subscriberId, state: marketing, optInLevel, decidedAt: marketingAt }];
  });
}

const note = statementFile(import.meta.url, "./tell-store.sql");

/** Puts notices into the outbox, in the transaction that decides them; the newest word about a person is the one told. */
export async function tellStore(tx: Sql, notices: StoreNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  await tx.run(note, [
    notices.map((it) => it.shopId),
    notices.map((it) => it.subscriberId),
    notices.map((it) => it.state),
    notices.map((it) => it.optInLevel),
    notices.map((it) => it.decidedAt),
    now,
  ]);
}
