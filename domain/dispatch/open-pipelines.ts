import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { handOver } from "#domain/messages/delivery/hand-off";
import type { Provider } from "#domain/messages/delivery/provider";
import { recordHandOff } from "#domain/messages/delivery/record";
import { watchWithdrawn } from "#domain/messages/delivery/withdrawn";
import { isContention, isDatabaseDown } from "#platform/sql/db";
import { openPipeline, type Pipeline } from "./pipeline.ts";

const RECORD_ATTEMPTS = 20;
const RECORD_RETRY_MS = 500;

type Handing = Pick<Context, "db" | "clock" | "hashPhone" | "log" | "appUrl">;

/** A pipeline for each provider, by its name. They share one watch on what is withdrawn. */
export function openPipelines(ctx: Handing, providers: Record<string, Provider>): Record<string, Pipeline> {
  const withdrawn = watchWithdrawn(ctx.db);
  return Object.fromEntries(
    Object.entries(providers).map(([name, provider]) => {
      const pipeline = openPipeline({
        handOver: (claim, decision) => handOver(claim, decision, provider, { appUrl: ctx.appUrl, withdrawn }),
        record: (claim, handed, isLast) => recordInTheEnd(() => recordHandOff(ctx, claim, handed, isLast)),
      });
      return [name, pipeline];
    }),
  );
}

/**
 * What the provider said is known only here: a database that restarts is waited for, and so is whoever PostgreSQL lets
 * through first of two that wait for each other. When it stays away, the claims are recovered later by asking the provider.
 */
async function recordInTheEnd(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(isDatabaseDown(error) || isContention(error)) || attempt === RECORD_ATTEMPTS) throw error;
      await sleep(RECORD_RETRY_MS);
    }
  }
}
