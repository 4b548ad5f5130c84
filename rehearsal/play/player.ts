import { setTimeout as sleep } from "node:timers/promises";
import { realNow } from "../../bench/stage/campaign.ts";
import type { Run, Stage } from "../stage/stage.ts";
import { type ResourceWatch, watchResources } from "../watch/resources.ts";
import { startWatch, type Watch } from "../watch/watch.ts";
import { type Campaigns, openCampaigns } from "./campaigns.ts";
import { type Outside, openOutside } from "./tell.ts";

const WARM_MS = 600;

/** What plays a day on a stage, and sees what comes of it. */
export interface Player {
  stage: Stage;
  watch: Watch;
  resources: ResourceWatch;
  campaigns: Campaigns;
  outside: Outside;
  say(line: string): void;
  /** Takes in what the carrier got and what is in use. */
  look(): Promise<void>;
  /** Moves the business clock; what is under way rests meanwhile, as it would look an hour old. */
  moveTo(instant: Date): Promise<void>;
}

export function openPlayer(run: Run, stage: Stage): Player {
  // Real time and the business time that it was, from the last move of the clock on.
  const moves: { realAt: number; aheadMs: number }[] = [];
  const noteMove = () => moves.push({ realAt: realNow(), aheadMs: stage.clock.now().getTime() - realNow() });
  noteMove();
  const watch = startWatch((realAt) => {
    const move = moves.findLast((it) => it.realAt <= realAt) ?? moves[0];
    return new Date(realAt + (move?.aheadMs ?? 0));
  });
  const resources = watchResources(stage);
  const campaigns = openCampaigns(stage);

  async function look(): Promise<void> {
    watch.absorb(await stage.carrier.recorded(true));
    await resources.look();
  }

  return {
    ...{ stage, watch, resources, campaigns, look, say: run.say },
    outside: openOutside(run, stage, watch),
    async moveTo(instant) {
      const { resume } = await campaigns.rest();
      await look();
      await stage.clock.moveTo(instant);
      noteMove();
      await resume();
    },
  };
}

/** Resolves when every order text and answer has come, or after `patienceMs`. Returns how many did not come. */
export async function untilAnswered({ watch, look }: Player, patienceMs: number): Promise<number> {
  for (const deadline = realNow() + patienceMs; realNow() < deadline && watch.unanswered() > 0; await sleep(200))
    await look();
  return watch.unanswered();
}

/** Tells a few orders before the day, until processes that were just started answer them in time, or `patienceMs` is over. */
export async function warmUp(player: Player, patienceMs: number): Promise<void> {
  const { watch, outside, say } = player;
  say("Warming up");
  const from = realNow();
  const excused = { from, to: Number.POSITIVE_INFINITY };
  watch.excuse(excused);
  for (const deadline = from + patienceMs; realNow() < deadline; ) {
    const began = realNow();
    await Promise.all([outside.order(), outside.cart()]);
    await untilAnswered(player, patienceMs);
    if (realNow() - began < WARM_MS) break;
  }
  excused.to = realNow();
}
