import type { PauseNow } from "#domain/control/pauses/read-pauses";
import type { ProviderNow } from "#domain/control/providers/read-providers";
import type { QueueNow } from "#domain/control/queues/read-queues";
import type { JobName } from "#domain/jobs";

/** Something that is later than it should be, and the reason as far as it can be told. */
export interface Late {
  queue: JobName;
  seconds: number;
  /** "Order texts are 3 minutes late" */
  what: string;
  /** "no running worker serves dispatch-transactional" */
  why: string;
}

export interface LateFacts {
  queues: QueueNow[];
  pauses: PauseNow[];
  providers: ProviderNow[];
}

/** What people would notice, what it is called, and after how many seconds it counts as late. The most urgent first. */
const WATCHED: { queue: JobName; what: string; afterSeconds: number }[] = [
  { queue: "intake-inbound", what: "Replies from people", afterSeconds: 10 },
  { queue: "dispatch-reply", what: "Answers to people", afterSeconds: 10 },
  { queue: "dispatch-transactional", what: "Order texts", afterSeconds: 10 },
  { queue: "intake-webhook", what: "Events of stores", afterSeconds: 60 },
  { queue: "dispatch-flow", what: "Flow texts", afterSeconds: 60 },
  { queue: "dispatch-campaign", what: "Campaign texts", afterSeconds: 60 },
  { queue: "intake-receipt", what: "Receipts", afterSeconds: 120 },
  { queue: "intake-click", what: "Clicks", afterSeconds: 300 },
  { queue: "intake-api", what: "Events of other programs", afterSeconds: 60 },
  { queue: "intake-pixel", what: "Browsing events", afterSeconds: 300 },
];

/** What is late, the most urgent first. A campaign that is being sent is not late, however long its list is. */
export function findLate(facts: LateFacts): Late[] {
  return WATCHED.flatMap(({ queue: name, what, afterSeconds }) => {
    const queue = facts.queues.find((it) => it.name === name);
    const seconds = queue?.oldestSeconds ?? 0;
    if (!queue || seconds <= afterSeconds) return [];
    const why = reasonFor(queue, facts);
    if (why === null && name === "dispatch-campaign") return [];
    const left = queue.donePerMinute > 0 ? `${amountOf(queue)} are waiting, and the workers are behind` : null;
    return [
      {
        ...{ queue: name, seconds },
        what: `${what} are ${lengthOf(seconds)} late`,
        why: why ?? left ?? "the workers have done none of it in the last minute",
      },
    ];
  });
}

/** The first of: no worker, paused, provider away. Null: none of them. */
function reasonFor({ name, servers, pause }: QueueNow, { pauses, providers }: LateFacts): string | null {
  if (servers === 0) return `no running worker serves ${name}`;
  if (pause) return `${pause.kind} ${pause.name} is paused${byWhom(pause)}`;
  if (!name.startsWith("dispatch-")) return null;
  const marketing = pauses.find(({ kind }) => kind === "marketing");
  if (marketing && (name === "dispatch-campaign" || name === "dispatch-flow"))
    return `all marketing is stopped${byWhom(marketing)}`;
  const provider = providers.find(({ state }) => state !== "taking");
  if (provider?.state === "paused") {
    const paused = pauses.find(({ kind, name: its }) => kind === "provider" && its === provider.name);
    return `provider ${provider.name} is paused${paused ? byWhom(paused) : ""}`;
  }
  if (provider?.state === "held")
    return `provider ${provider.name} takes no texts: ${provider.holds.find(({ region }) => region === "")?.words}`;
  if (provider) return `provider ${provider.name} does not answer`;
  return null;
}

function byWhom({ operator, because }: PauseNow): string {
  return `${operator === null ? "" : ` by ${operator}`}${because === null ? "" : ` ("${because}")`}`;
}

function amountOf({ depth, isMore }: QueueNow): string {
  return `${isMore ? "more than " : ""}${depth.toLocaleString("en-US")}`;
}

/** A length of time as people say it. */
function lengthOf(seconds: number): string {
  const [amount, unit] =
    seconds < 120 ? [seconds, "second"] : seconds < 7_200 ? [seconds / 60, "minute"] : [seconds / 3_600, "hour"];
  const whole = Math.round(amount as number); // the pair's first part
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
