import type { Context } from "#domain/context";
import { secretsNow } from "#domain/outgoing/secrets";
import { signedHeaders } from "#domain/outgoing/sign";
import { endpointSecret } from "#domain/webhooks-out/endpoints/secret";
import type { PostOutcome, PostPublicly } from "#platform/http/outgoing/public-post";
import type { HeldEndpoint } from "./endpoint.ts";
import { settleAttempts } from "./settle.ts";
import { type TakenEvent, takeEvents } from "./take.ts";

type DeliverContext = Pick<Context, "db" | "clock" | "log" | "hashPhone"> & { post: PostPublicly };

/**
 * Sends an endpoint's due events, several people's at a time, and writes what came of each. Returns true when more may be due. A worker
 * that is killed in the middle leaves events that are sent again after their lease: the receiver knows them by their id. A person's
 * next event waits until the one before has ended.
 */
export async function deliverEvents(ctx: DeliverContext, of: { shopId: string; endpointId: string }): Promise<boolean> {
  const { db, clock, log } = ctx;
  const { endpoint, events, expired, isFull } = await db.transaction((tx) => takeEvents(tx, { clock }, of));
  if (expired > 0) log.warn({ ...of, expired }, "webhook events were given up");
  if (!endpoint || events.length === 0) return isFull;
  const attempted = await Promise.all(
    events.map(async (event) => ({ event, outcome: await attempt(ctx, of, endpoint, event) })),
  );
  await db.transaction((tx) => settleAttempts(tx, { clock }, of, attempted));
  return isFull;
}

function attempt(
  { clock, hashPhone, post }: DeliverContext,
  { shopId, endpointId }: { shopId: string; endpointId: string },
  { url, secretNumber: number, secretReplacedAt: replacedAt }: HeldEndpoint,
  { id, body }: TakenEvent,
): Promise<PostOutcome> {
  const now = clock.now();
  const secrets = secretsNow({ number, replacedAt }, now, (of) =>
    endpointSecret({ hashPhone }, { shopId, endpointId, number: of }),
  );
  return post({
    url,
    body,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "Cartbell-Webhooks/1",
      ...signedHeaders(`msg_${id}`, now, body, secrets),
    },
  });
}
