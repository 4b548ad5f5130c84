import { expect, test } from "vitest";
import { pause } from "#domain/control/pauses/pause";
import { readQueues } from "#domain/control/queues/read-queues";
import { readShopsByBacklog } from "#domain/control/shops/read-shops-by-backlog";
import { recordBeat, thisProcess } from "#domain/operations/processes/beat";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { readLateness } from "./read-lateness.ts";

const at = aLaneAtWork();

test("texts that wait are counted for their queue and their shop, and said to be late with the reason", async () => {
  const { ctx } = at;
  await at.planned(3);
  expect((await readLateness(ctx)).sentence).toBe("Nothing is late.");
  ctx.clock.advance(180_000);
  expect((await readLateness(ctx)).sentence).toBe(
    "Flow texts are 3 minutes late: no running worker serves dispatch-flow.",
  );
  await recordBeat(ctx.db, thisProcess("worker", ["dispatch-flow"]));
  await pause(ctx, { by: { operator: "ann" }, because: "a typo", target: { kind: "class", name: "flow" } });
  expect((await readLateness(ctx)).sentence).toBe(
    'Flow texts are 3 minutes late: class flow is paused by ann ("a typo").',
  );
  expect((await readQueues(ctx)).find(({ name }) => name === "dispatch-flow")).toMatchObject({
    ...{ depth: 3, isMore: false, oldestSeconds: 180, servers: 1, pause: { kind: "class", operator: "ann" } },
  });
  expect(await readShopsByBacklog(ctx)).toMatchObject([
    { shopId: at.lane.shopId, waiting: 3, byClass: { flow: 3 }, oldestSeconds: 180, share: 1, isStopped: false },
  ]);
});
