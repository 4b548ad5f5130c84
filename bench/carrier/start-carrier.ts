import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { CarrierCounts, CarrierSettings, CarrierVerbs, Question, Reply } from "./control.ts";
import type { Recorded } from "./recording.ts";

/** A running carrier: Twilio's message API at `url`, and the ways to steer it and to ask what came. */
export interface BenchCarrier {
  url: string;
  set(change: Partial<CarrierSettings>): Promise<void>;
  counts(): Promise<CarrierCounts>;
  /** The texts taken while recording; `clears` begins a new record. */
  recorded(clears?: boolean): Promise<Recorded>;
  close(): Promise<void>;
}

/** Starts a carrier in a process of its own, which ends with this one. Other hosts reach it when it listens on "0.0.0.0". */
export async function startCarrier(
  settings: Partial<CarrierSettings> = {},
  listenOn: "127.0.0.1" | "0.0.0.0" = "127.0.0.1",
): Promise<BenchCarrier> {
  const child = fork(new URL("./main.ts", import.meta.url), [listenOn], {
    execArgv: ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
  });
  const [{ port }] = (await Promise.race([once(child, "message"), failsToStart(child)])) as [{ port: number }];
  const ask = asking(child);
  await ask("set", settings);

  return {
    url: `http://127.0.0.1:${port}`,
    async set(change) {
      await ask("set", change);
    },
    counts: () => ask("counts", undefined),
    recorded: (clears = false) => ask("recorded", clears),
    async close() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}

type Ask = <Verb extends keyof CarrierVerbs>(
  verb: Verb,
  argument: Parameters<CarrierVerbs[Verb]>[0],
) => Promise<ReturnType<CarrierVerbs[Verb]>>;

function asking(child: ChildProcess): Ask {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on("message", (reply: Reply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("error" in reply) asked?.reject(new Error(`The carrier: ${reply.error}`));
    else asked?.resolve(reply.value);
  });
  child.on("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("The carrier's process ended."));
  });
  // Each reply is the asked verb's answer: main.ts is the other end of the same contract.
  return ((verb, argument) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, verb, argument } satisfies Question);
    })) as Ask;
}

async function failsToStart(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`The carrier's process ended with ${code} before it listened.`);
}
