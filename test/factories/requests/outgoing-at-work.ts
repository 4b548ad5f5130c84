import type { RequestListener } from "node:http";
import { beforeAll, beforeEach } from "vitest";
import { deliverRequests } from "#domain/outgoing/deliver";
import { queueRequests } from "#domain/outgoing/queue-requests";
import type { EndedRequest, OutgoingSources } from "#domain/outgoing/source";
import { dueOutgoing } from "#domain/outgoing/take";
import { type PostPublicly, publicPost } from "#platform/http/outgoing/public-post";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { emptyDatabase } from "../../setup/per-worker.ts";
import { aContext } from "../context.ts";
import { aShop } from "../shop.ts";
import { aReceiver, type Receiver } from "./receiver.ts";

interface AtWork {
  receiver: Receiver;
  shopId: string;
  /** What the source was given at the end of its requests. */
  ended: EndedRequest[];
}

/** A shop with a merchant's server that takes its requests, both fresh for each test. */
export function outgoingAtWork() {
  const ctx = aContext();
  const { db, clock } = ctx;
  const at = {} as AtWork; // filled in before each test
  const sources: OutgoingSources = {
    flow: {
      async ended(_, __, requests) {
        at.ended.push(...requests);
        return [];
      },
    },
  };
  beforeAll(async () => {
    at.receiver = await aReceiver();
  });
  beforeEach(async () => {
    await emptyDatabase();
    at.shopId = (await aShop(db)).id;
    at.ended = [];
    at.receiver.heard.length = 0;
    at.receiver.answer = (_, response) => void response.end('{"points":3}');
  });

  const post = (timeoutMs = 5_000) => publicPost({ trusted: [at.receiver.place], timeoutMs });
  return {
    ctx,
    at,
    post,
    deliver: (by: PostPublicly = post(), of = at.shopId) => deliverRequests({ ...ctx, post: by, sources }, of),
    queue: (given: { url?: string; sourceId?: string; shopId?: string }[] = [{}]) =>
      db.transaction((tx) =>
        queueRequests(
          tx,
          ctx,
          given.map((it) => ({
            ...{ shopId: at.shopId, sourceKind: "flow" as const, sourceId: newId(), occurrence: "step" },
            ...{ subscriberId: null, url: at.receiver.url, wantsAnswer: true },
            body: { type: "flow.webhook", data: { name: "Ada" } },
            ...it,
          })),
        ),
      ),
    isDue: async () => (await db.run(statement("", dueOutgoing.shops), [clock.now()])).length > 0,
  };
}

/** A server that answers so, without a body. */
export function answering(code: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => void response.writeHead(code, headers).end();
}
