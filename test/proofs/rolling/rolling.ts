import { judgeAccount, judgeWithheld, type Proof, together } from "../proof.ts";
import { startSending } from "../sending.ts";
import { longestSilence } from "../silence.ts";
import type { ProofWorld } from "../world.ts";
import { judgeWebhooks } from "./judge-webhooks.ts";
import { prepareOldCode } from "./old-code.ts";

const SHOP = "fernhill-supply.myshopify.com";
const WEBHOOKS_PER_SECOND = 50;
/** In full swing, before the first restart. */
const BEGUN = 200;
/** What is left of the campaign when the restarts are over leaves at this rate. */
const REST_PER_SECOND = 1_000;
/** The short form runs beside whatever else the machine does, and processes start on the cores that send. */
const LONGEST_STOP_MS = { full: 1_000, short: 5_000 };

export const rolling: Proof = {
  name: "rolling",
  claim:
    "web processes and workers restarted one after the other, old and new code side by side: no one outside notices",
  webs: 2,
  isNightly: true,
  scales: {
    // Enough people that the campaign outlasts the restarts on a busy machine too.
    full: { people: 30_000, perSecond: 100, blows: 4, patienceMs: 10 * 60_000 },
    quick: { people: 12_000, perSecond: 100, blows: 1, patienceMs: 4 * 60_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const { outside } = world;
    if (outside === null) throw new Error("There is no balancer to see what breaks.");
    const isFull = blows > 1;
    const old = await prepareOldCode({ hasWeb: isFull, mayInstall: isFull });
    say(old.sentence);
    if (!isFull) say("short form: one worker changes to old code and back, the web processes restart as they are");
    await world.carrier.setFaults({ latencyMs: [5, 150] });
    const sending = await startSending(world, people, perSecond);
    const { storeNumber } = await world.ctx.db.prisma.shop.findFirstOrThrow({ where: { id: sending.shopId } });
    const { SHOPIFY_API_SECRET: secret, SHOPIFY_APP_URL: url } = world.config;
    await outside.startWebhooks({
      url,
      shopDomain: SHOP,
      storeNumber: storeNumber ?? "",
      secret: secret[0] ?? "",
      perSecond: WEBHOOKS_PER_SECOND,
      offsetMs: world.ctx.clock.now().getTime() - Date.now(),
    });
    await sending.hasReached(BEGUN, patienceMs);
    const begunAt = new Date();
    for (const [what, restart] of restartsOf(world, old.root, blows)) {
      await restart();
      say(`${what}; ${(await world.carrier.summary()).accepted} texts so far`);
    }
    const { accepted } = await world.carrier.summary();
    await sending.hasReached(Math.min(people, accepted + perSecond), patienceMs);
    const endedAt = new Date();
    const told = await outside.stopWebhooks();
    await sending.sendFaster(REST_PER_SECOND);
    await sending.isOver(patienceMs);

    const times = (await world.carrier.handOffs({})).map(({ at }) => new Date(at)).filter((at) => at <= endedAt);
    const silenceMs = longestSilence([...times, endedAt], begunAt);
    const account = await sending.account();
    const webhooks = await judgeWebhooks(world, sending.shopId, told);
    const lost = account.lost.length + webhooks.lost;
    const doubled = account.twice.length + webhooks.doubled;
    const { passed, failures: broken } = await outside.passed();
    const stopMs = Math.round(Math.max(silenceMs, told.longestWaitMs));
    return together(
      {
        counts: [
          `lost ${lost}`,
          `doubled ${doubled}`,
          `longest stop ${stopMs} ms`,
          `longest without a text ${Math.round(silenceMs)} ms in ${Math.round((endedAt.getTime() - begunAt.getTime()) / 1_000)} s of restarts`,
          `${broken.length} answers of 5xx or broken connections of ${passed}`,
          old.sentence,
        ],
        complaints: [
          ...broken,
          ...(stopMs <= LONGEST_STOP_MS[isFull ? "full" : "short"] ? [] : [`Something stood still for ${stopMs} ms.`]),
          // A machine that is too busy for the carrier's answers has unknown texts without any restart.
          ...(account.unknownAtWorst === 0 || !isFull
            ? []
            : [`${account.unknownAtWorst} texts were unknown, and no process was killed.`]),
          ...(accepted + perSecond < people ? [] : ["The campaign was over before the restarts were."]),
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
