import { type CarrierVerbs, type Question, type Reply, usualSettings } from "./control.ts";
import { listen } from "./socket-server.ts";
import { texts } from "./texts.ts";

/**
 * A carrier that is cheap enough not to be what a benchmark measures: it takes Twilio's form posts on bare sockets, in
 * a process of its own, and is steered over the process's channel. Started by start-carrier.ts.
 */
const settings = { ...usualSettings };
const carrier = texts();
const front = await listen(carrier, settings, process.argv[2] ?? "127.0.0.1");

const verbs = {
  async set(change) {
    Object.assign(settings, change);
    await front.follow();
    return null;
  },
  counts() {
    const { user, system } = process.cpuUsage();
    return {
      ...carrier.counts,
      connections: front.connections(),
      cpuSeconds: (user + system) / 1e6,
      receipts: carrier.receipts()?.counts() ?? { posted: 0, retried: 0, failed: 0, waiting: 0 },
      recordedByShop: carrier.record.byShop(),
    };
  },
  recorded: (clears) => carrier.record.read(clears),
} satisfies { [Verb in keyof CarrierVerbs]: (argument: never) => unknown };

process.on("message", (question: Question) => {
  void answer(question).then((reply) => process.send?.(reply));
});
// The process that started this one has ended.
process.on("disconnect", () => process.exit(0));
process.send?.({ port: front.port });

async function answer({ id, verb, argument }: Question): Promise<Reply> {
  try {
    // The client's types pair each verb with its argument.
    return { id, value: await (verbs[verb] as (given: unknown) => unknown)(argument) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
