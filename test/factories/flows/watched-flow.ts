import type { Context } from "#domain/context";
import { parseDocument } from "#domain/flows/definition/document";
import { takeEntries } from "#domain/flows/sets/take";
import { watchTrigger } from "#domain/flows/sets/watch";
import { dueJobs } from "#domain/sweep/sweep";
import { aLiveFlow } from "../flow.ts";

const TWO_HOURS_MS = 2 * 3_600_000;

interface Watched {
  shopId: string;
  /** Of the trigger. */
  kind: string;
  settings: object;
  state?: string;
}

/** A flow with one text whose people are looked for, published two hours ago. Returns its id. */
export async function aWatchedFlow({ db, clock }: Pick<Context, "db" | "clock">, given: Watched): Promise<string> {
  const { shopId, kind, settings, state = "live" } = given;
  const document = parseDocument({
    purpose: "marketing",
    trigger: { kind, settings },
    steps: [{ id: "text", type: "send", config: { text: "Hi {{ customer.first_name }}" } }],
  });
  const flow = await aLiveFlow(db, { shopId, preset: null, name: kind, document, state });
  const since = new Date(clock.now().getTime() - TWO_HOURS_MS);
  await db.transaction((tx) => watchTrigger(tx, { shopId, flowId: flow.id, document }, since));
  return flow.id;
}

/** Runs the job until nothing is due, as the worker does. */
export async function takeAllEntries(ctx: Context, shopId: string, flowId: string): Promise<void> {
  while (await takeEntries(ctx, shopId, flowId));
}

/** Whether the sweep would add the job now. */
export async function areEntriesDue({ db, clock }: Pick<Context, "db" | "clock">, flowId: string): Promise<boolean> {
  return (await dueJobs(db, clock.now())).some((it) => it.name === "flow-entries" && it.payload.flowId === flowId);
}
