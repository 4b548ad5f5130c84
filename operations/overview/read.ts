import type { Context } from "#domain/context";
import { readDeadDeliveries } from "#domain/control/dead/read-dead";
import { findLate } from "#domain/control/lateness/find-late";
import { describeLate } from "#domain/control/lateness/read-lateness";
import { readPauses } from "#domain/control/pauses/read-pauses";
import { readProcesses } from "#domain/control/processes/read-processes";
import { readProviders } from "#domain/control/providers/read-providers";
import { readQueues } from "#domain/control/queues/read-queues";
import { readFinalUnknowns } from "#domain/control/unknowns/read-unknowns";
import type { JobName } from "#domain/jobs";
import { age, count } from "#operations/pages/age";

export interface Figure {
  name: string;
  value: string;
  /** It is not as it should be. */
  isBad: boolean;
}

/** What the overview shows: one sentence, the figures that matter, and what is paused. */
export async function readOverview(ctx: Pick<Context, "db" | "clock" | "providers">) {
  const once = { processes: readProcesses(ctx.db), pauses: readPauses(ctx.db) };
  const [queues, pauses, providers, processes, dead, unknowns] = await Promise.all([
    readQueues(ctx, once),
    once.pauses,
    readProviders(ctx),
    once.processes,
    readDeadDeliveries(ctx.db, { limit: 1 }),
    readFinalUnknowns(ctx.db, { limit: 1 }),
  ]);
  const late = findLate({ queues, pauses, providers });
  const of = (name: JobName) => queues.find((it) => it.name === name);
  const waiting = (name: string, queue: JobName): Figure => ({
    name,
    value: age(of(queue)?.oldestSeconds ?? null),
    isBad: late.some((it) => it.queue === queue),
  });
  const deadCount = Object.values(dead.counts).reduce((sum, it) => sum + it, 0);
  const gone = processes.filter(({ state }) => state === "gone").length;
  const unserved = queues.filter(({ servers }) => servers === 0).length;
  const away = providers.filter(({ state }) => state !== "taking").length;
  const campaign = of("dispatch-campaign");
  const figures: Figure[] = [
    waiting("Oldest order text", "dispatch-transactional"),
    waiting("Oldest answer", "dispatch-reply"),
    waiting("Oldest reply to read", "intake-inbound"),
    waiting("Oldest store event", "intake-webhook"),
    waiting("Oldest receipt", "intake-receipt"),
    { name: "Campaign texts due", value: count(campaign?.depth ?? 0, campaign?.isMore), isBad: false },
    { name: "Processes", value: `${processes.length - gone}${gone > 0 ? `, ${gone} gone` : ""}`, isBad: gone > 0 },
    { name: "Queues without a worker", value: count(unserved), isBad: unserved > 0 },
    { name: "Providers not taking texts", value: `${away} of ${providers.length}`, isBad: away > 0 },
    { name: "Dead deliveries", value: count(deadCount), isBad: deadCount > 0 },
    { name: "Final unknowns", value: count(unknowns.count), isBad: unknowns.count > 0 },
  ];
  return { sentence: describeLate(late), isLate: late.length > 0, figures, pauses };
}
