import { setTimeout as sleep } from "node:timers/promises";
import { statement } from "#platform/sql/statement";
import type { CarrierHandOff } from "../../contracts/carrier-control.ts";
import { type Finding, number } from "../proof.ts";
import type { Sending } from "../sending.ts";
import type { ProofWorld } from "../world.ts";

/** What a recall of a claimed text may take after the STOP was answered. */
const RECALL_MS = 500;

/** Who texted STOP, and since when they may not be texted. */
export type Stops = Map<string, number>;

const phonesOf = statement(
  "proof-phones",
  "SELECT phone FROM subscribers WHERE shop_id = $1 AND id = ANY($2::uuid[]) ORDER BY id",
);
const endsOf = statement(
  "proof-ends",
  `SELECT s.phone, m.state, m.reason FROM subscribers s
   LEFT JOIN messages m ON m.shop_id = s.shop_id AND m.subscriber_id = s.id AND m.source_id = $2
   WHERE s.shop_id = $1 AND s.id = ANY($3::uuid[])`,
);

/** The phones of a campaign's audience. */
export async function phonesIn({ ctx }: ProofWorld, { shopId, audienceIds }: Sending): Promise<string[]> {
  return (await ctx.db.run<{ phone: string }>(phonesOf, [shopId, audienceIds])).map(({ phone }) => phone);
}

/** So many people text STOP: half of them have the campaign's text, half have not. A STOP holds for either. */
export async function stopSome(world: ProofWorld, sending: Sending, stops: Stops, count: number): Promise<void> {
  const phones = await phonesIn(world, sending);
  const texted = new Set((await world.carrier.handOffs({})).map(({ to }) => to));
  const open = phones.filter((phone) => !stops.has(phone));
  const chosen = [
    ...open.filter((phone) => texted.has(phone)).slice(0, count / 2),
    ...open.filter((phone) => !texted.has(phone)).slice(0, count / 2),
  ];
  for (const phone of chosen)
    if (!(await stopOne(world, sending, phone, stops))) throw new Error(`The STOP of ${phone} was refused.`);
  await sleep(2 * RECALL_MS);
}

/** True when the STOP was answered with 200. */
export async function stopOne(
  { carrier }: ProofWorld,
  { shop }: Sending,
  phone: string,
  stops: Stops,
): Promise<boolean> {
  const { webhookStatus } = await carrier.textIn(phone, shop.number, "STOP");
  if (webhookStatus !== 200) return false;
  stops.set(phone, Date.now() + RECALL_MS);
  return true;
}

/** A campaign's text, and not the answer to a STOP. */
export const isMarketing = ({ body }: CarrierHandOff) => body.includes("20% off");

/** Person by person: one text at most, none after a STOP, no one forgotten, and every STOP in the database. */
export async function judgeStops({ carrier, ctx }: ProofWorld, sending: Sending, stops: Stops): Promise<Finding> {
  const ends = await ctx.db.run<{ phone: string; state: string | null; reason: string | null }>(endsOf, [
    sending.shopId,
    sending.id,
    sending.audienceIds,
  ]);
  const audience = new Set(ends.map(({ phone }) => phone));
  const texts = (await carrier.handOffs({})).filter((text) => isMarketing(text) && audience.has(text.to));
  const byPhone = Map.groupBy(texts, ({ to }) => to);
  const twice = [...byPhone]
    .filter(([, theirs]) => theirs.length > 1)
    .map(([phone, theirs]) => `${phone} got ${theirs.length} texts.`);
  const afterStop = texts
    .filter(({ to, at }) => Date.parse(at) > (stops.get(to) ?? Number.POSITIVE_INFINITY))
    .map(({ to, at }) => `${to} was texted at ${at}, after their STOP.`);
  const lost = ends
    .filter(({ phone, state }) => !byPhone.has(phone) && !(state === "skipped" && stops.has(phone)))
    .map(({ phone, state, reason }) => `${phone} got nothing: ${state}, ${reason}.`);
  const untrue = ends
    .filter(
      ({ phone, state }) =>
        byPhone.has(phone) && !["accepted", "sent", "delivered", "unknown"].includes(state ?? "") && !stops.has(phone),
    )
    .map(({ phone, state, reason }) => `${phone} has the text, and we say ${state}, ${reason}.`);
  const kept = await ctx.db.prisma.suppression.count({ where: { shopId: sending.shopId, liftedAt: null } });
  return {
    counts: [
      `audience ${number(audience.size)}`,
      `${number(texts.length)} texts`,
      `${number(lost.length)} lost`,
      `${number(twice.length)} twice`,
      `${number(stops.size)} stopped, ${number(afterStop.length)} texted after it`,
    ],
    complaints: [
      ...twice,
      ...afterStop,
      ...lost,
      ...untrue,
      ...(kept === stops.size ? [] : [`${stops.size} people stopped, and the database has ${kept} STOPs.`]),
    ],
  };
}
