import type { Due, IntakeKind } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** A delivery as it was recorded, about to be read. */
export interface Delivery {
  /** The nil UUID when it names no shop of ours. */
  shopId: string;
  receivedAt: Date;
  id: string;
  source: string;
  topic: string;
  shopDomain: string | null;
  triggeredAt: Date | null;
  url: string | null;
  body: Buffer;
  attempts: number;
  /** Of a sampled trace. */
  traceparent?: string | null;
}

const take = statementFile(import.meta.url, "./take.sql");

/**
 * Statistics are of the calm, in which next to nothing is pending: by them the planner reads all that is and sorts it. After
 * an outage that is a million rows with their bodies, for each batch again; the index has them in order.
 */
const inOrder = statement("take-in-order", "SELECT set_config('enable_sort', 'off', true)");
const asUsual = statement("take-done", "SELECT set_config('enable_sort', 'on', true)");

/** When the sweep adds the jobs: asked for each kind of delivery by its job's name. */
export const dueDeliveries: Due<`intake-${IntakeKind}`> = {
  anything: "SELECT 1 FROM intake i WHERE i.state = 'pending' AND i.kind = substr(job, 8) AND i.due_at <= $1",
};

/** Locks the next deliveries of a kind for this transaction, oldest first; given ids, those among them. */
export async function takeDeliveries(
  tx: Sql,
  kind: IntakeKind,
  { now, limit, ids }: { now: Date; limit: number; ids: string[] | null },
): Promise<Delivery[]> {
  await tx.run(inOrder);
  const deliveries = await tx.run<Delivery>(take, [kind, now, limit, ids]);
  await tx.run(asUsual);
  return deliveries;
}
