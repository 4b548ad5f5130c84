import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { inBatches } from "#platform/sql/in-batches";
import { type Statement, statementFile } from "#platform/sql/statement";
import { describeDead, narrowDead, type WhichDead } from "./which-dead.ts";

/** So many in one transaction. */
const PAGE = 1_000;

const retry = statementFile(import.meta.url, "./retry-dead.sql");
const discard = statementFile(import.meta.url, "./discard-dead.sql");

type Settling = Pick<Context, "db" | "clock">;

/**
 * Tries dead deliveries again, with ten attempts each: those that fit all of `which`, or all. Page by page, each with its
 * line in the audit log: what is interrupted is half done, and repeating it does the rest.
 */
export async function retryDeadDeliveries(ctx: Settling, asked: Act & WhichDead): Promise<Answer & { count: number }> {
  const count = await settle(ctx, asked, "retry-dead", retry);
  return { count, hasChanged: count > 0, sentence: count > 0 ? `${countOf(count)} tried again.` : nothing(asked) };
}

/** Refuses dead deliveries for good, like `retryDeadDeliveries` those that fit. Nothing of them is applied, ever. */
export async function discardDeadDeliveries(
  ctx: Settling,
  asked: Act & WhichDead,
): Promise<Answer & { count: number }> {
  const count = await settle(ctx, asked, "discard-dead", discard);
  return { count, hasChanged: count > 0, sentence: count > 0 ? `${countOf(count)} discarded.` : nothing(asked) };
}

async function settle({ db, clock }: Settling, asked: Act & WhichDead, action: string, work: Statement) {
  const narrowed = await narrowDead(db, asked);
  const { by, because } = asked;
  return inBatches(PAGE, () =>
    db.transaction(async (tx) => {
      const now = clock.now();
      const done = await tx.run<{ id: string }>(work, [...narrowed, asked.ids ?? null, PAGE, now]);
      if (done.length === 0) return done;
      const details = { count: done.length, ...(asked.ids && { ids: done.map(({ id }) => id) }) };
      await noteOperatorEvent(tx, { by, because, at: now, action, target: describeDead(asked), details });
      return done;
    }),
  );
}

function countOf(count: number): string {
  return count === 1 ? "1 dead delivery is" : `${count.toLocaleString("en-US")} dead deliveries are`;
}

function nothing(asked: WhichDead): string {
  return `None is dead any more: ${describeDead(asked)}.`;
}
