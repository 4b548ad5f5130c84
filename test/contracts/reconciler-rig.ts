import { afterAll, beforeEach } from "vitest";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import { workIntake } from "#domain/intake/work";
import { reconcileShop } from "#domain/reconciliation/reconcile";
import { newId } from "#platform/ids";
import { adminClient } from "#shopify/admin-client";
import { connectSimulatedStore } from "#shopify/simulator";
import { storeRecord } from "#shopify/store-record";
import { webhookWorker } from "../../workers/queues/intake-webhook.ts";
import { aContext } from "../factories/context.ts";
import { aShop } from "../factories/shop.ts";
import { shop as domain, startRig } from "./store-rig.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Shopper {
  phone: string;
  firstName: string;
}

/**
 * A simulated store over HTTP, and an intake that hears of it only what is carried to it here. Each test is a shop of ours of
 * its own, installed just now in the one store. Call it at the top of a file: it closes itself at the end.
 */
export async function startReconciler() {
  const rig = await startRig();
  const ctx = { ...aContext(), clock: rig.clock };
  const { prisma } = ctx.db;
  connectSimulatedStore(rig.store.url);
  await rig.install();
  afterAll(() => rig.close());

  const state = { token: null as string | null, shopId: "", asked: 0 };
  let heard = 0;
  let shoppers = 0;
  const client = adminClient({ accessToken: async () => state.token, wait: async () => {} });
  const record = storeRecord({
    ask: async (...question) => {
      state.asked += 1;
      return client.ask(...question);
    },
  });

  beforeEach(async () => {
    await prisma.shop.updateMany({ where: { domain }, data: { domain: `gone-${newId()}` } });
    await rig.advance(DAY);
    await rig.settle();
    heard = rig.app.received.length;
    Object.assign(state, { token: await rig.accessToken(), asked: 0 });
    state.shopId = (await aShop(ctx.db, { domain, installedAt: ctx.clock.now() })).id;
  });

  const post = async (path: string, body: object = {}) => (await rig.post(`/control/${domain}/${path}`, body)).body;

  async function readAll(): Promise<void> {
    while (await workIntake(ctx, "webhook", webhookWorker(ctx)));
  }

  /** One turn, if the shop is due. */
  const turn = () => reconcileShop({ ...ctx, record }, state.shopId);

  return {
    rig,
    ctx,
    prisma,
    state,
    domain,
    post,
    turn,
    readAll,
    aShopper(): Shopper {
      shoppers += 1;
      return { phone: `+1212555${String(6_000 + shoppers)}`, firstName: `Shopper${shoppers}` };
    },
    /** The next delivery of a topic gets lost. */
    lose: (topic: string) => post("behaviour", { dropNext: { [topic]: 1 } }),
    /** From here on no one is told of anything. */
    silence: () => post("behaviour", { dropProbability: 1 }),
    speak: () => post("behaviour", { dropProbability: 0 }),
    /** Carries what the store has told since to intake, and lets it be worked off. */
    async hear(): Promise<void> {
      await rig.settle();
      const fresh = rig.app.received.slice(heard);
      heard = rig.app.received.length;
      const deliveries = fresh.map(({ topic, headers, rawBody }) => ({
        kind: "webhook" as const,
        source: "shopify",
        topic,
        shopDomain: domain,
        shopId: state.shopId,
        sourceKey: `${state.shopId} ${topic} ${headers["x-shopify-event-id"]}`,
        triggeredAt: new Date(String(headers["x-shopify-triggered-at"])),
        url: null,
        body: Buffer.from(rawBody),
      }));
      if (deliveries.length > 0) await insertDeliveries(ctx.db, deliveries, ctx.clock.now());
      await readAll();
    },
    /** Lets so much time pass, and the reconciler have its turns and intake its work until neither finds any more. */
    async reconcile(afterMs = 11 * MINUTE): Promise<void> {
      await rig.advance(afterMs);
      for (let turns = 0; turns < 6; turns += 1) {
        await turn();
        await readAll();
        await rig.advance(MINUTE + 1_000);
      }
    },
    async drift(): Promise<Record<string, number>> {
      const rows = await prisma.reconciliation.findMany({ where: { shopId: state.shopId } });
      return Object.fromEntries(rows.map(({ topic, missed }) => [topic, Number(missed)]));
    },
    /** What was handed to intake in the name of deliveries that never came. */
    found: () => prisma.intakeKey.findMany({ where: { sourceKey: { startsWith: `reconcile:${state.shopId}:` } } }),
    subscriber: ({ phone }: Shopper) => prisma.subscriber.findFirst({ where: { shopId: state.shopId, phone } }),
  };
}
