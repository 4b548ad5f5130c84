import { setTimeout as sleep } from "node:timers/promises";
import { statement } from "#platform/sql/statement";
import type { CarrierHandOff } from "../contracts/carrier-control.ts";
import { eventually } from "./eventually.ts";
import { type Finding, number, type Proof } from "./proof.ts";
import { type Sending, startSending } from "./sending.ts";
import { NUMBERS, type ProofWorld } from "./world.ts";

/** One person in so many texts STOP between the backup and the restore. */
const STOPPING = 20;

const phonesOf = statement("restore-phones", "SELECT phone FROM subscribers WHERE shop_id = $1 ORDER BY id");
const endsOf = statement(
  "restore-ends",
  `SELECT s.phone, m.state, m.reason FROM subscribers s
   LEFT JOIN messages m ON m.shop_id = s.shop_id AND m.subscriber_id = s.id AND m.source_id = $2
   WHERE s.shop_id = $1`,
);
const restoresOf = statement(
  "restores-seen",
  `SELECT texts, replies, ended_by AS "endedBy", extract(epoch FROM ended_at - noticed_at)::float8 AS seconds FROM restores ORDER BY noticed_at`,
);

export const restore: Proof = {
  name: "restore",
  claim:
    "back to a backup from the middle of a campaign: what left since is not sent again, and a STOP since then holds",
  scales: {
    full: { people: 8_000, perSecond: 120, blows: 3, patienceMs: 8 * 60_000 },
    quick: { people: 800, perSecond: 60, blows: 1, patienceMs: 3 * 60_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const { carrier, servers, fleet } = world;
    await carrier.setFaults({ latencyMs: [5, 150] });
    const sending = await startSending(world, people, perSecond);
    const phones = (await world.ctx.db.run<{ phone: string }>(phonesOf, [sending.shopId])).map(({ phone }) => phone);
    const stopped = new Map<string, number>();
    for (let blow = 1; blow <= blows; blow += 1) {
      const part = people / (blows + 0.5);
      await sending.hasReached(part * (blow - 0.7), patienceMs);
      await servers.postgres.backUp();
      const atBackup = (await carrier.summary()).accepted;
      await sending.hasReached(part * (blow - 0.3), patienceMs);
      await stopSome(world, phones, stopped, people / STOPPING / blows);
      await sending.hasReached(part * blow, patienceMs);
      // The second time no process remembers; the third time Redis does not either.
      if (blow > 1) for (const name of await fleet.workers()) await fleet.killWorker(name);
      if (blow > 2) await servers.redis.crash();
      const lost = (await carrier.summary()).accepted - atBackup;
      await servers.postgres.restore();
      if (blow > 2) await servers.redis.start();
      say(
        `blow ${blow}: back to the backup; ${number(lost)} texts had left since, ${number(stopped.size)} had stopped`,
      );
      await fleet.whole();
      await eventually(
        "texts leaving again",
        async () => (await world.ctx.db.prisma.restore.count({ where: { endedAt: { not: null } } })) > 0,
        patienceMs,
      );
    }
    await sending.isOver(patienceMs);
    return judge(world, sending, stopped);
  },
};

/** Those who have the text, and those who have not: a STOP holds for either. */
async function stopSome(
  { carrier }: ProofWorld,
  phones: string[],
  stopped: Map<string, number>,
  count: number,
): Promise<void> {
  const texted = new Set((await carrier.handOffs({})).map(({ to }) => to));
  const open = phones.filter((phone) => !stopped.has(phone));
  const chosen = [
    ...open.filter((phone) => texted.has(phone)).slice(0, count / 2),
    ...open.filter((phone) => !texted.has(phone)).slice(0, count / 2),
  ];
  for (const phone of chosen) {
    const { webhookStatus } = await carrier.textIn(phone, NUMBERS[0], "STOP");
    if (webhookStatus !== 200) throw new Error(`The STOP of ${phone} was answered ${webhookStatus}.`);
    // Half a second is what a recall may take.
    stopped.set(phone, Date.now() + 500);
  }
  await sleep(1_000);
}

const isMarketing = ({ body }: CarrierHandOff) => body.includes("20% off");

async function judge(world: ProofWorld, sending: Sending, stopped: Map<string, number>): Promise<Finding> {
  const { carrier, ctx } = world;
  const texts = (await carrier.handOffs({})).filter(isMarketing);
  const byPhone = Map.groupBy(texts, ({ to }) => to);
  const ends = await ctx.db.run<{ phone: string; state: string | null; reason: string | null }>(endsOf, [
    sending.shopId,
    sending.id,
  ]);
  const twice = [...byPhone]
    .filter(([, theirs]) => theirs.length > 1)
    .map(([phone, theirs]) => `${phone} got ${theirs.length} texts.`);
  const afterStop = texts
    .filter(({ to, at }) => Date.parse(at) > (stopped.get(to) ?? Number.POSITIVE_INFINITY))
    .map(({ to, at }) => `${to} was texted at ${at}, after their STOP.`);
  const lost = ends
    .filter(({ phone, state }) => !byPhone.has(phone) && !(state === "skipped" && stopped.has(phone)))
    .map(({ phone, state, reason }) => `${phone} got nothing: ${state}, ${reason}.`);
  const untrue = ends
    .filter(
      ({ phone, state }) =>
        byPhone.has(phone) &&
        !["accepted", "sent", "delivered", "unknown"].includes(state ?? "") &&
        !stopped.has(phone),
    )
    .map(({ phone, state, reason }) => `${phone} has the text, and we say ${state}, ${reason}.`);
  const unstopped =
    [...stopped.keys()].length -
    (await ctx.db.prisma.suppression.count({ where: { shopId: sending.shopId, liftedAt: null } }));
  const restores = await ctx.db.run<{ texts: number; replies: number; endedBy: string; seconds: number }>(restoresOf);
  const last = restores.at(-1);
  return {
    counts: [
      `audience ${number(ends.length)}`,
      `${number(texts.length)} texts`,
      `${number(twice.length)} twice`,
      `${number(stopped.size)} stopped, ${number(afterStop.length)} texted after it`,
      `${number(lost.length)} lost`,
      `found ${number(last?.texts ?? 0)} that had left and ${number(last?.replies ?? 0)} replies; held for ${(last?.seconds ?? 0).toFixed(0)} s`,
    ],
    complaints: [
      ...twice,
      ...afterStop,
      ...lost,
      ...untrue,
      ...(unstopped === 0 ? [] : [`${unstopped} STOPs are not in the database.`]),
      ...(last?.endedBy === "itself" ? [] : ["The restore was not noticed, or has not ended."]),
    ],
  };
}
