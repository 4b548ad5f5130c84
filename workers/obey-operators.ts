import type { Context } from "#domain/context";
import { type OrderWatch, watchOrders } from "#domain/control/processes/watch-orders";
import type { ProcessState, ThisProcess } from "#domain/operations/processes/beat";
import { type Heart, startHeart } from "#domain/operations/processes/heart";
import { measureLoad } from "#domain/operations/processes/measure-load";
import type { RunningWorker } from "./worker.ts";

export interface Obedience {
  heart: Heart;
  orders: OrderWatch;
  /** Resolves when the worker was told to restart and nothing is under way any more. */
  restartDue: Promise<void>;
}

/**
 * Does within two seconds what operators want of this worker: takes nothing from queues that are paused, nothing at all
 * while it is told to drain or restart; and says with each heartbeat how it is.
 */
export function obeyOperators(
  ctx: Pick<Context, "db" | "log">,
  self: ThisProcess,
  worker: Pick<RunningWorker, "hold" | "idle" | "load">,
): Obedience {
  const measured = measureLoad();
  const restart = Promise.withResolvers<void>();
  let state: ProcessState = "running";
  let latest = 0;
  const heart = startHeart(ctx, self, {
    condition: () => ({ state, load: { ...measured(), ...worker.load() } }),
  });
  const orders = watchOrders(ctx, self, ({ told, pausedQueues }) => {
    const order = ++latest;
    worker.hold(told === null ? pausedQueues : new Set(self.queues));
    state = told === null ? "running" : state === "drained" ? "drained" : "draining";
    void heart.beat();
    if (told === null) return;
    void worker.idle().then(async () => {
      if (order !== latest) return; // told something else meanwhile
      state = "drained";
      await heart.beat();
      if (told === "restart") restart.resolve();
    });
  });
  return { heart, orders, restartDue: restart.promise };
}
