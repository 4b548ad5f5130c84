import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { JobName } from "#domain/jobs";
import { statement } from "#platform/sql/statement";
import type { Order } from "./tell-process.ts";

/** Half of the two seconds within which an order is obeyed. */
const LOOK_MS = 1_000;

/** What operators want of a process at present. */
export interface Orders {
  told: Order;
  pausedQueues: ReadonlySet<JobName>;
}

export interface OrderWatch {
  stop(): Promise<void>;
}

const readOrder = statement(
  "orders-of-process",
  `SELECT (SELECT told FROM processes WHERE id = $1) AS told,
          ARRAY(SELECT name FROM pauses WHERE kind = 'queue' ORDER BY name) AS queues`,
);

/**
 * Looks every second for what operators want of this process, and calls `obey` when it is something else. While the
 * database is away the last orders hold.
 */
export function watchOrders(
  { db, log }: Pick<Context, "db" | "log">,
  { id }: { id: string },
  obey: (orders: Orders) => void,
  { lookMs = LOOK_MS } = {},
): OrderWatch {
  const stopping = new AbortController();
  let known = JSON.stringify({ told: null, queues: [] });

  async function look(): Promise<void> {
    const [row] = await db.run<{ told: Order; queues: JobName[] }>(readOrder, [id]);
    const { told = null, queues = [] } = row ?? {};
    const now = JSON.stringify({ told, queues });
    if (now === known) return;
    known = now;
    log.info({ told, pausedQueues: queues }, "an operator's order");
    obey({ told, pausedQueues: new Set(queues) });
  }

  async function runLooks(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.warn({ err: error }, "orders"));
      await sleep(lookMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
  const running = runLooks();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
