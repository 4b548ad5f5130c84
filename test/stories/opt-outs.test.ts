import { expect, test } from "vitest";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import { decideReview } from "#domain/conversations/reply-review/decide";
import { listOpen } from "#domain/conversations/reply-review/list";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 600;
const SECOND = 1_000;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;

const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 300);
// A provider that takes its time, so that there is always something claimed and not yet handed over.
await carrier.setFaults({ latencyMs: [20, 250] });

type Person = { id: string; phone: string };
const text =
  (body: string) =>
  async ({ phone }: Person) => {
    expect(await carrier.textIn(phone, NUMBERS[0], body)).toMatchObject({ webhookStatus: 200 });
  };
const openPage = async ({ id }: Person) => {
  const link = unsubscribeLink(ctx, { shopId, subscriberId: id });
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(link, { method: "POST" })).url).toBe(link);
};

/** Each is confirmed by text once, or not at all because the page or the merchant was told. */
const leaving: { how: (who: Person) => Promise<void>; confirmations: number }[] = [
  ...[
    "STOP",
    "stpo",
    "pls stop texting me",
    "No más mensajes por favor",
    "Ne m’écrivez plus",
    "bitte keine SMS mehr",
  ].map((body) => ({ how: text(body), confirmations: 1 })),
  ...["basta messaggi", "pare de me mandar mensagens", "geen berichten meer", "proszę nie pisać więcej"].map(
    (body) => ({
      how: text(body),
      confirmations: 1,
    }),
  ),
  { how: openPage, confirmations: 0 },
  { how: ({ id }) => optOutByMerchant(ctx, shopId, id), confirmations: 0 },
];
const unclear = ["not interested", "Wrong number", "please cancel everything"];
const talking = [
  "cancel my order please",
  "don't stop!",
  "stop by the store?",
  "can't stop loving it",
  "quit smoking gum in stock?",
];

const marketingTo = async (phones: Iterable<string>) => {
  const wanted = new Set(phones);
  return (await carrier.handOffs({})).filter(({ to, body }) => wanted.has(to) && body.includes("20% off"));
};
const confirmationsOn = async (phone: string) =>
  (await carrier.textsOn(phone)).filter(({ body }) => body.includes("no more messages")).length;

test("whatever way they take while a campaign runs, it counts within a second, is confirmed once, and talk is talk", async () => {
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: ["all"] } });
  const campaign = await startCampaign(world, shopId, "all");
  await campaign.hasSent(80);
  const texted = new Set(
    (await prisma.message.findMany({ where: { sourceId: campaign.id, state: { not: "sending" } } })).map(
      (it) => it.subscriberId,
    ),
  );
  const rest = await prisma.subscriber.findMany({
    where: { shopId, id: { in: ids.filter((id) => !texted.has(id)) } },
    select: { id: true, phone: true },
    orderBy: { pageKey: "desc" },
  });
  const people = rest.map(({ id, phone }) => ({ id, phone: phone ?? "" }));
  const stoppedAt = new Map<string, number>();
  const stops = leaving.map(({ how, confirmations }) => ({ how, confirmations, who: people.shift() as Person }));
  const unsure = unclear.map((body) => ({ how: text(body), who: people.shift() as Person }));
  await Promise.all(
    [...stops, ...unsure].map(async ({ how, who }) => {
      await how(who);
      stoppedAt.set(who.phone, Date.now());
    }),
  );
  for (const body of talking) await text(body)(people.shift() as Person);

  const { counts } = await campaign.isOver();
  expect(counts.delivered + counts.skipped).toBe(AUDIENCE);
  const { "opted-out": optedOut = 0, "reply-unsure": held = 0 } = counts.skippedBecause;
  expect(optedOut + held).toBe(counts.skipped);
  expect(optedOut).toBeGreaterThan(0);
  const allowed = promisedMs(SECOND);
  const late = (await marketingTo(stoppedAt.keys())).filter(
    ({ at, to }) => Date.parse(at) > (stoppedAt.get(to) ?? 0) + allowed,
  );
  expect(late).toEqual([]);
  for (const { confirmations, who } of stops) {
    if (confirmations > 0) await until("the confirmation", async () => (await confirmationsOn(who.phone)) > 0);
    expect(await confirmationsOn(who.phone)).toBe(confirmations);
    expect(await prisma.subscriber.findFirst({ where: { shopId, id: who.id } })).toMatchObject({
      marketing: "unsubscribed",
    });
  }
  expect(new Set((await listOpen(ctx.db, shopId, 10)).replies.map(({ texts }) => texts[0]?.body))).toEqual(
    new Set(unclear),
  );
  await campaign.watched();
});

test("a START after words of their own brings the texts back; the undecided end with their deadline", async () => {
  const [first] = await prisma.consentEvent.findMany({ where: { shopId, textShown: "pls stop texting me" } });
  const { phone } = await prisma.subscriber.findFirstOrThrow({ where: { shopId, id: first?.subscriberId ?? "" } });
  await text("START")({ id: "", phone: phone ?? "" });
  await until("the START", async () => {
    const { marketing } = await prisma.subscriber.findFirstOrThrow({ where: { shopId, phone } });
    return marketing === "subscribed";
  });

  const { replies } = await listOpen(ctx.db, shopId, 10);
  const order = replies.find(({ texts }) => texts[0]?.body === "please cancel everything");
  await decideReview(ctx, { shopId, replyId: order?.id ?? "", to: "kept", by: "merchant" });
  await world.advance((replies[0]?.decideBy.getTime() ?? 0) - ctx.clock.now().getTime() + SECOND);
  await until("the deadline", async () => (await listOpen(ctx.db, shopId, 10)).total === 0);
  const marketing = new Map(
    (await prisma.subscriber.findMany({ where: { shopId, id: { in: replies.map((it) => it.subscriberId) } } })).map(
      (it) => [it.id, it.marketing],
    ),
  );
  for (const { subscriberId } of replies)
    expect(marketing.get(subscriberId)).toBe(subscriberId === order?.subscriberId ? "subscribed" : "unsubscribed");
  // Weeks later no one is told any more.
  for (const { phone: held } of replies) expect(await confirmationsOn(held ?? "")).toBe(0);
});
