import { setTimeout as sleep } from "node:timers/promises";
import type { CarrierControl } from "../../contracts/carrier-control.ts";
import { longestSilence } from "../silence.ts";

export interface HelpLoad {
  /** How many have asked. */
  asked(): number;
  /** Stops the questions; resolves when the app has taken every question in. */
  stop(): Promise<void>;
  /** Whether everyone has their answer. */
  isAnswered(): Promise<boolean>;
  read(): Promise<Answers>;
}

export interface Answers {
  asked: number;
  lost: string[];
  doubled: string[];
  /** The longest time without an answer to anyone. */
  longestStopMs: number;
  /** The longest time from a question to its answer. */
  slowestMs: number;
}

/**
 * People who text HELP, each once and from a phone of their own. Everyone gets exactly one answer, at any hour: what is
 * lost or doubled is told by the carrier's record alone, on a clock that no one has moved.
 */
export function startHelpLoad(carrier: CarrierControl, to: string, perSecond: number): HelpLoad {
  const askedAt = new Map<string, number>();
  const underWay = new Set<Promise<unknown>>();
  const begunAt = new Date();
  let isStopping = false;
  const refused: string[] = [];

  async function ask(phone: string): Promise<void> {
    askedAt.set(phone, Date.now());
    const { webhookStatus } = await carrier.textIn(phone, to, "HELP");
    if (webhookStatus !== 200) refused.push(`The question of ${phone} was answered ${webhookStatus}.`);
  }

  const running = (async () => {
    for (const startedAt = performance.now(); !isStopping; await sleep(10)) {
      const due = ((performance.now() - startedAt) / 1_000) * perSecond;
      while (askedAt.size < due) {
        const asking = ask(`+1212${2_000_000 + askedAt.size}`).finally(() => underWay.delete(asking));
        underWay.add(asking);
      }
    }
  })();

  const answers = async () => (await carrier.handOffs({})).filter(({ to: phone }) => askedAt.has(phone));
  return {
    asked: () => askedAt.size,
    async stop() {
      isStopping = true;
      await running;
      await Promise.all(underWay);
    },
    isAnswered: async () => new Set((await answers()).map(({ to: phone }) => phone)).size === askedAt.size,
    async read() {
      const all = await answers();
      const byPhone = Map.groupBy(all, ({ to: phone }) => phone);
      return {
        asked: askedAt.size,
        lost: [
          ...refused,
          ...[...askedAt.keys()].filter((phone) => !byPhone.has(phone)).map((it) => `${it} got no answer.`),
        ],
        doubled: [...byPhone]
          .filter(([, of]) => of.length > 1)
          .map(([phone, of]) => `${phone} got ${of.length} answers.`),
        longestStopMs: longestSilence(
          all.map(({ at }) => new Date(at)),
          begunAt,
        ),
        slowestMs: Math.max(0, ...all.map(({ to: phone, at }) => Date.parse(at) - (askedAt.get(phone) ?? 0))),
      };
    },
  };
}
