import { afterAll, beforeAll, beforeEach } from "vitest";
import { openPipelines } from "#domain/dispatch/pipeline";
import { type Dispatch, takeTurn } from "#domain/dispatch/turn";
import type { Lane, Turn } from "#domain/jobs";
import { type Claim, claimSlice, type Sources } from "#domain/messages/claim/claim";
import { askForOutcomes } from "#domain/messages/delivery/ask";
import { askForMissingReceipts } from "#domain/messages/delivery/missing-receipts";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { planTexts } from "#domain/messages/plan";
import type { MessageSource, SourceKind } from "#domain/messages/source";
import { newId } from "#platform/ids";
import { deficits } from "#platform/redis/deficits";
import { rateBucket } from "#platform/redis/rate-bucket";
import { connectRedis } from "#platform/redis/redis";
import { emptyDatabase, testRedisUrl } from "../setup/per-worker.ts";
import { aCarrier, SENDER_PHONE, type TestCarrier } from "./carrier.ts";
import { aContext, TUESDAY_MORNING } from "./context.ts";
import { aSender } from "./sender.ts";
import { aShop } from "./shop.ts";
import { aSubscriber } from "./subscriber.ts";

/** Wants every text, with a link. */
const wanting = (kind: SourceKind): MessageSource => ({
  kind,
  purpose: "marketing",
  answersFor: async (_tx, _shopId, texts) =>
    new Map(
      texts.map((text) => [
        text.id,
        {
          kind: "wanted",
          wording: {
            template: "Hi {{ customer.first_name }} {{ link }}",
            variables: {},
            linkUrl: "https://shop.test/cart",
          },
        },
      ]),
    ),
});
export const sources: Sources = {
  campaign: wanting("campaign"),
  flow: wanting("flow"),
  conversation: wanting("conversation"),
  test: wanting("test"),
};

/** A lane with its own shop, sender and carrier, new for each test of the file. Call it once, at the top. */
export function aLaneAtWork() {
  const ctx = aContext();
  const redis = connectRedis(testRedisUrl());
  const bucket = rateBucket(redis, "test");
  let carrier: TestCarrier;
  let dispatch: Dispatch;
  let lane: Lane;

  beforeAll(async () => {
    carrier = await aCarrier(ctx.clock);
  });
  afterAll(() => redis.disconnect());
  beforeEach(() => begin());
  /** A new shop, sender and lane in an empty database. */
  async function begin(): Promise<void> {
    await emptyDatabase();
    await carrier.setFaults({});
    ctx.clock.set(TUESDAY_MORNING);
    const shop = await aShop(ctx.db, {}, { frequencyCapTexts: 100 });
    const sender = await aSender(ctx.db, { shopId: shop.id, phone: SENDER_PHONE, partsPerSecond: 100_000 });
    lane = { class: "flow", shopId: shop.id, senderId: sender.id };
    await bucket.adjust({ key: sender.id, perSecond: 100_000, burst: 100_000 }, -100_000);
    const pipelines = openPipelines(ctx, { twilio: carrier.provider });
    dispatch = {
      ...ctx,
      sources,
      pipelines,
      bucket,
      deficits: deficits(redis, "test"),
      usualParts: new Map(),
      deepLanes: new Map(),
    };
  }

  async function dispatchTurns(turn: Turn): Promise<void> {
    while ((await takeTurn(dispatch, turn)).kind === "again");
    await dispatch.pipelines.twilio?.idle();
  }

  const rows = () => ctx.db.everyShop.message.findMany({ orderBy: { id: "asc" } });
  return {
    ctx,
    bucket,
    begin,
    rows,
    get carrier() {
      return carrier;
    },
    get dispatch() {
      return dispatch;
    },
    get lane() {
      return lane;
    },
    states: async () => (await rows()).map((row) => row.state),
    handedOver: async () => (await carrier.handOffs({})).filter((it) => it.ref?.startsWith(lane.shopId)),
    /** One text of a flow's step to one person. */
    text: (subscriberId: string, occurrence = "step") => ({
      ...lane,
      purpose: "marketing" as const,
      sourceKind: "flow" as const,
      sourceId: newId(),
      occurrence,
      subscriberId,
      dueAt: ctx.clock.now(),
      expiresAt: new Date(TUESDAY_MORNING.getTime() + 3_600_000),
      body: null,
    }),
    /** Plans one text to each of so many new people. */
    async planned(people: number, given: { expiresAt?: Date } = {}) {
      const { shopId } = lane;
      const subscribers = await Promise.all(Array.from({ length: people }, () => aSubscriber(ctx.db, { shopId })));
      const texts = subscribers.map(({ id }) => ({ ...this.text(id), ...given }));
      await ctx.db.transaction((tx) => planTexts(tx, ctx, texts));
      return subscribers;
    },
    /** Turn after turn while there is more, and then until the provider has answered for all of it. */
    dispatchAll: () => dispatchTurns(lane),
    dispatchTurns,
    async claimed(): Promise<Claim> {
      const claim = await claimSlice(ctx, sources, lane, 250);
      if (!claim) throw new Error("nothing was claimed");
      return claim;
    },
    /** Makes a text one that was handed over so many real seconds ago. */
    ageText: (id: string, seconds: number) =>
      ctx.db.run(
        {
          name: "age-text",
          text: "UPDATE messages SET claimed_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1",
        },
        [id, seconds],
      ),
    /** Makes every claim one whose worker has been dead for long. */
    abandonClaims: () =>
      ctx.db.run({
        name: "abandon",
        text: "UPDATE claims SET ends_at = clock_timestamp() - interval '1 hour'",
      }),
    /** Reads what the carrier knows of every text as if its receipts had come: `status` is the last of each. */
    async hearReceipts(): Promise<void> {
      const receipts = (await this.handedOver()).flatMap((text) => {
        const fields = { MessageSid: text.sid, MessageStatus: text.status, From: SENDER_PHONE, To: text.to };
        const code = text.errorCode === null ? {} : { ErrorCode: String(text.errorCode) };
        const body = Buffer.from(new URLSearchParams({ ...fields, ...code }).toString());
        const receipt = carrier.provider.parseReceipt({ url: `/receipts?ref=${text.ref}`, body });
        return receipt ? [receipt] : [];
      });
      await ctx.db.transaction((tx) => applyReceipts(tx, ctx, receipts));
    },
    /** Looks at every receipt check that is due, at a rate that holds nothing up. */
    async askForReceipts(perSecond = 1_000): Promise<number> {
      const spec = { key: "receipt-look-ups:twilio", perSecond, burst: perSecond * 2 };
      await bucket.adjust(spec, -spec.burst);
      const ways = { ...ctx, providers: { twilio: carrier.provider }, bucket, perSecond };
      for (let sum = 0; ; ) {
        const { asked, isMoreDue } = await askForMissingReceipts(ways);
        sum += asked;
        if (!isMoreDue) return sum;
      }
    },
    /** Asks about every unknown text, whatever its next time to be asked is, as if half a minute had passed since its call. */
    async askNow(): Promise<void> {
      const due =
        "UPDATE messages SET ask_at = clock_timestamp(), claimed_at = claimed_at - interval '30 seconds' WHERE state = 'unknown' AND ask_at IS NOT NULL";
      await ctx.db.run({ name: "ask-now", text: due });
      while ((await askForOutcomes({ ...ctx, providers: { twilio: carrier.provider } })).isFull);
    },
  };
}
