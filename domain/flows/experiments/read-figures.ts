import { monthOf } from "#domain/messages/month";
import { readBounded } from "#domain/segments/bounded-read";
import type { SqlPool } from "#platform/sql/sql";
import { statementFile } from "#platform/sql/statement";
import type { Success } from "./compare.ts";
import type { TestFigures } from "./decide.ts";
import { orderWorths } from "./order-worth.ts";
import type { WinnerRule } from "./text-test.ts";

/** One test of one flow. */
export interface TestName {
  shopId: string;
  flowId: string;
  stepId: string;
  key: string;
}

/** What became of one variant. */
export interface VariantCounts {
  id: string;
  sent: number;
  delivered: number;
  failed: number;
  clicked: number;
  unsubscribed: number;
  /** Of those sent: because it had won. */
  winnerTexts: number;
  /** People who were sent it by chance, and those of them who clicked. */
  people: number;
  clickers: number;
  orders: number;
  /** In the shop's money, refunds taken off. */
  revenueMicros: number;
}

/** Real time that a reading may take. */
const PATIENCE_MS = 30_000;
/**
 * So many first orders are read, the earliest ones, so that a test never fills a process. The bets stay valid: they are made
 * in the order of time and end here. The newest orders would be other bets at every look, and of many such one wins by chance.
 */
const MOST_ORDERS = 200_000;
const readCounts = statementFile(import.meta.url, "./variant-counts.sql");
const readOrders = statementFile(import.meta.url, "./first-orders.sql");

/** What became of each variant since the test began. Null: it took too long. */
export async function readCountsOf(
  db: SqlPool,
  { shopId, flowId, stepId, key }: TestName,
  startedAt: Date,
): Promise<VariantCounts[] | null> {
  const asked = [shopId, flowId, stepId, key, monthOf(startedAt)];
  const read = await readBounded<VariantCounts>({ db }, readCounts, asked, { timeoutMs: PATIENCE_MS });
  return read.kind === "read" ? read.rows : null;
}

/** What the rule asks about the people who got a text by chance. Null: it took too long. */
export async function readFigures(
  db: SqlPool,
  name: TestName,
  by: WinnerRule["by"],
  counts: VariantCounts[],
): Promise<TestFigures | null> {
  const people = Object.fromEntries(counts.map((it) => [it.id, it.people]));
  if (by === "clicks")
    return { people, successes: counts.map(({ id, clickers }) => ({ id, worth: 1, people: clickers })) };
  const { shopId, flowId, stepId, key } = name;
  const asked = [shopId, flowId, stepId, key, MOST_ORDERS];
  const read = await readBounded<{ id: string; micros: number }>({ db }, readOrders, asked, { timeoutMs: PATIENCE_MS });
  return read.kind === "read" ? { people, successes: worthOf(read.rows) } : null;
}

function worthOf(orders: { id: string; micros: number }[]): Success[] {
  const worths = orderWorths(orders.map(({ micros }) => micros));
  return orders.map(({ id }, i) => ({ id, worth: worths[i] ?? 0, people: 1 }));
}
