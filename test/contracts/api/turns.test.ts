import { expect, test } from "vitest";
import { statement } from "#platform/sql/statement";
import { aSubscriber } from "../../factories/subscriber.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig();
const hold = statement("hold-in-test", "SELECT 1 FROM subscribers WHERE shop_id = $1 FOR UPDATE");

test("a store whose requests all hang leaves the others theirs, and events are taken in", async () => {
  const [stuck, calm] = [await aCaller(), await aCaller()];
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId: stuck.shopId });
  const optOut = () => stuck.call("optOutSubscriber", { path: { subscriberId }, body: {} });
  const held = await ctx.db.transaction(async (tx) => {
    await tx.run(hold, [stuck.shopId]);
    const hanging = Array.from({ length: 12 }, optOut);
    expect((await calm.call("findSubscribers", { body: { phone: "+12125550123" } })).status).toBe(200);
    const event = { id: "1", name: "Points earned", person: { customerId: "77" } };
    expect((await stuck.call("sendEvents", { body: event })).status).toBe(202);
    const waiting = await Promise.race(hanging);
    expect(waiting).toMatchObject({ status: 429, body: { detail: expect.stringContaining("Earlier requests") } });
    return hanging;
  });
  const statuses = new Set((await Promise.all(held)).map(({ status }) => status));
  expect(statuses).toEqual(new Set([200, 429]));
});
