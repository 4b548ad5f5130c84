import { judgeAccount, judgeWithheld, type Proof, together } from "../proof.ts";
import { startSending } from "../sending.ts";
import { longestSilence } from "../silence.ts";
import type { ProofWorld } from "../world.ts";
import { prepareOldCode } from "./old-code.ts";
import { startWebhookLoad } from "./webhook-load.ts";

const SHOP = "fernhill-supply.myshopify.com";
const WEBHOOKS_PER_SECOND = 50;
/** Long enough to be in full swing before the first restart, and until the last texts end at another pace than the sender's. */
const [FIRST, LAST] = [0.05, 0.95];
/** The short form runs beside whatever else the machine does, and processes start on the cores that send. */
const LONGEST_STOP_MS = { full: 1_000, short: 5_000 };

export const rolling: Proof = {
  name: "rolling",
  claim:
    "web processes and workers restarted one after the other, old and new code side by side: no one outside notices",
  webs: 2,
  isNightly: true,
  scales: {
    full: { people: 15_000, perSecond: 100, blows: 4, patienceMs: 8 * 60_000 },
    quick: { people: 3_000, perSecond: 100, blows: 1, patienceMs: 3 * 60_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const { balancer } = world;
    if (balancer === null) throw new Error("There is no balancer to see what breaks.");
    const isFull = blows > 1;
    const old = await prepareOldCode({ hasWeb: isFull, mayInstall: isFull });
    say(old.sentence);
    if (!isFull) say("short form: one worker changes to old code and back, the web processes restart as they are");
    await world.carrier.setFaults({ latencyMs: [5, 150] });
    const sending = await startSending(world, people, perSecond);
    const { storeNumber } = await world.ctx.db.prisma.shop.findFirstOrThrow({ where: { id: sending.shopId } });
    const { SHOPIFY_API_SECRET: secret, SHOPIFY_APP_URL: url } = world.config;
    const load = startWebhookLoad({
      url,
      shopDomain: SHOP,
      storeNumber: storeNumber ?? "",
      secret: secret[0] ?? "",
      perSecond: WEBHOOKS_PER_SECOND,
      clock: world.ctx.clock,
    });
    await sending.hasReached(people * FIRST, patienceMs);
    const begunAt = new Date();
    for (const [what, restart] of restartsOf(world, old.root, blows)) {
      await restart();
      say(`${what}; ${(await world.carrier.summary()).accepted} texts so far`);
    }
    const { accepted } = await world.carrier.summary();
    await load.stop();
    await sending.isOver(patienceMs);

    const times = (await world.carrier.handOffs({})).map(({ at }) => new Date(at));
    const silenceMs = longestSilence(times.slice(0, Math.floor(people * LAST)), begunAt);
    const account = await sending.account();
    const webhooks = await load.judge(world, sending.shopId);
    const lost = account.lost.length + webhooks.lost;
    const doubled = account.twice.length + webhooks.doubled;
    const broken = balancer.failures();
    const stopMs = Math.round(Math.max(silenceMs, webhooks.longestWaitMs));
    return together(
      {
        counts: [
          `lost ${lost}`,
          `doubled ${doubled}`,
          `longest stop ${stopMs} ms`,
          `longest without a text ${Math.round(silenceMs)} ms`,
          `${broken.length} answers of 5xx or broken connections of ${balancer.passed()}`,
          old.sentence,
        ],
        complaints: [
          ...broken,
          ...(stopMs <= LONGEST_STOP_MS[isFull ? "full" : "short"] ? [] : [`Something stood still for ${stopMs} ms.`]),
          // A machine that is too busy for the carrier's answers has unknown texts without any restart.
          ...(account.unknownAtWorst === 0 || !isFull
            ? []
            : [`${account.unknownAtWorst} texts were unknown, and no process was killed.`]),
          ...(accepted < people * LAST ? [] : ["The campaign was over before the restarts were."]),
        ],
      },
      judgeAccount(account),
      judgeWithheld(account),
      webhooks,
    );
  },
};

/**
 * Each waits until the one before it is ready again. The old version comes in first, beside the new one, and then gives
 * way to it, as when a release is taken back and deployed again.
 */
function restartsOf({ fleet }: ProofWorld, old: string | undefined, blows: number): [string, () => Promise<void>][] {
  const worker = async (place: number) => (await fleet.workers())[place] ?? "";
  const web = (place: number, root?: string): [string, () => Promise<void>] => [
    `web ${place + 1} restarted${root ? ", old" : ""}`,
    () => fleet.restartWeb(place, root),
  ];
  const work = (place: number, root?: string): [string, () => Promise<void>] => [
    `worker ${place + 1} restarted${root ? ", old" : ""}`,
    async () => fleet.restartWorker(await worker(place), root),
  ];
  if (blows === 1) return [web(0), work(0, old), web(1), work(0)];
  return Array.from({ length: blows }, (_, pass) => (pass % 2 === 0 ? old : undefined)).flatMap((root) => [
    web(0, root),
    work(0, root),
    web(1, root),
    work(1, root),
  ]);
}
