import { beforeAll, beforeEach } from "vitest";
import { deliverEvents } from "#domain/webhooks-out/delivery/deliver";
import { addEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { publicPost } from "#platform/http/outgoing/public-post";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { emptyDatabase } from "../../setup/per-worker.ts";
import { aContext, type TestContext } from "../context.ts";
import { aShop } from "../shop.ts";
import { aSubscriber } from "../subscriber.ts";
import { aReceiver, type Receiver } from "./receiver.ts";

interface ListeningEndpoint {
  ctx: TestContext;
  receiver: Receiver;
  shopId: string;
  endpointId: string;
  subscriberId: string;
  /** Both ids, as the functions of webhooks-out take them. */
  endpoint: { shopId: string; endpointId: string };
  /** Records a reply of these words each, of the shop's person or another. */
  say(tx: Sql, words: string[], subscriberId?: string): ReturnType<typeof publishEvents>;
  /** One run of deliveries; whether there may be more. */
  deliver(trusted?: string[]): ReturnType<typeof deliverEvents>;
  deliverAll(): Promise<void>;
  /** The replies that arrived, oldest first. */
  heard(): string[];
}

/** A shop whose endpoint hears of replies at a real server, and one of its people; new for each test of the file. */
export function aListeningEndpoint(eventTypes = ["reply.received"]): ListeningEndpoint {
  const ctx = aContext();
  const it: ListeningEndpoint = {
    ctx,
    receiver: null as unknown as Receiver,
    shopId: "",
    endpointId: "",
    endpoint: { shopId: "", endpointId: "" },
    subscriberId: "",
    say: (tx: Sql, words: string[], subscriberId = it.subscriberId) =>
      publishEvents(
        tx,
        ctx,
        words.map((body) => ({
          ...{ shopId: it.shopId, type: "reply.received" as const, subscriberId, key: newId(), at: ctx.clock.now() },
          data: { reply: { id: newId(), body, meaning: "conversation" } },
        })),
      ),
    deliver: (trusted = [it.receiver.place]) =>
      deliverEvents({ ...ctx, post: publicPost({ trusted, timeoutMs: 5_000 }) }, it.endpoint),
    async deliverAll() {
      while (await it.deliver());
    },
    heard: () => it.receiver.heard.map(({ body }) => JSON.parse(body).data.reply.body as string),
  };
  beforeAll(async () => {
    it.receiver = await aReceiver();
  });
  beforeEach(async () => {
    await emptyDatabase();
    it.shopId = (await aShop(ctx.db)).id;
    it.subscriberId = (await aSubscriber(ctx.db, { shopId: it.shopId })).id;
    it.receiver.heard.length = 0;
    it.receiver.answer = (_, response) => void response.end();
    it.endpointId = await addEndpoint(ctx, it.shopId, { url: it.receiver.url, eventTypes });
    it.endpoint = { shopId: it.shopId, endpointId: it.endpointId };
  });
  return it;
}
