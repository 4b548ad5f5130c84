import { startClock } from "@cartbell/sim/clock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { queueRequests } from "#domain/outgoing/queue-requests";
import { newId } from "#platform/ids";
import { aCarrier } from "../factories/carrier.ts";
import { aContext } from "../factories/context.ts";
import { aReceiver } from "../factories/requests/receiver.ts";
import { aShop } from "../factories/shop.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { until } from "./until.ts";
import { startWorkerProcess } from "./worker-process.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

test("a worker killed between the request and its answer is followed by another, and the receiver knows the request again", async () => {
  const receiver = await aReceiver();
  const clock = await startClock({ port: 0 });
  afterAll(() => clock.close());
  const carrier = await aCarrier(clock);
  const urls = { carrier: carrier.url, clock: clock.url, trusted: receiver.place };
  const { id: shopId } = await aShop(ctx.db);
  ctx.clock.set(clock.now());
  receiver.answer = () => {};
  await ctx.db.transaction((tx) =>
    queueRequests(tx, ctx, [
      {
        ...{ shopId, sourceKind: "flow", sourceId: newId(), occurrence: "hook", subscriberId: null },
        ...{ url: receiver.url, body: {}, wantsAnswer: false },
      },
    ]),
  );
  const first = await startWorkerProcess(urls);
  await receiver.until(1);
  await first.kill();
  receiver.answer = (_, response) => void response.end();
  const second = await startWorkerProcess(urls);
  await fetch(`${clock.url}/clock`, { method: "POST", body: JSON.stringify({ advanceMs: 60_000 }) });
  const find = () => ctx.db.everyShop.outgoingRequest.findFirst({ where: { state: "delivered" } });
  expect(await until("the request is delivered", find)).toMatchObject({ attempts: 2 });
  expect(await second.stop()).toBe(0);
  expect(new Set(receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
}, 120_000);
