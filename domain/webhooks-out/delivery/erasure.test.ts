import { describe, expect, test } from "vitest";
import { erasePeople } from "#domain/privacy/erase";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { aListeningEndpoint } from "../../../test/factories/requests/listening-endpoint.ts";
import { holdEndpoint } from "./endpoint.ts";

const at = aListeningEndpoint();
const { ctx } = at;
const { db, clock } = ctx;

const say = (tx: Sql) => at.say(tx, ["Hi"]);
const erase = (tx: Sql) =>
  erasePeople(tx, {
    ...{ shopId: at.shopId, subscriberIds: [at.subscriberId], orderIds: [], customerIds: [] },
    ...{ phone: null, email: null, now: clock.now() },
  });
const touchPerson = statement("", "UPDATE subscribers SET updated_at = $3 WHERE shop_id = $1 AND id = $2");

/** Does the work in a transaction that stays open until `commit`. */
async function begin(work: (tx: Sql) => Promise<unknown>): Promise<{ commit: () => Promise<void> }> {
  const [done, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ended = db.transaction(async (tx) => {
    await work(tx);
    done.resolve();
    await asked.promise;
  });
  await Promise.race([done.promise, ended]);
  return {
    commit: () => {
      asked.resolve();
      return ended;
    },
  };
}

async function waitUntilBlocked(): Promise<void> {
  const blocked = statement(
    "",
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  while ((await db.run(blocked, [])).length === 0);
}

const ERASED = { body: null, state: "failed", trouble: "erased", dueAt: null, takenUntil: null };

describe("an event of someone who is being forgotten", () => {
  test("is not sent by a run that begins meanwhile", async () => {
    await db.transaction(say);
    const erasure = await begin(erase);
    const run = at.deliver();
    await waitUntilBlocked();
    await erasure.commit();
    await run;
    expect(at.receiver.heard).toEqual([]);
    expect(await db.everyShop.webhookEvent.findMany()).toMatchObject([ERASED]);
  });

  test("is erased though it was being recorded when the erasure began", async () => {
    const news = await begin(async (tx) => {
      await tx.run(touchPerson, [at.shopId, at.subscriberId, clock.now()]);
      await say(tx);
    });
    const erasure = db.transaction(erase);
    await waitUntilBlocked();
    await news.commit();
    expect(await erasure).toMatchObject({ webhookEvents: 1 });
    expect(await db.everyShop.webhookEvent.findMany()).toMatchObject([ERASED]);
  });

  test("is erased once the run that holds the endpoint has written what it has: neither waits for the other in turn", async () => {
    await db.transaction(say);
    const run = await begin((tx) => holdEndpoint(tx, at.shopId, at.endpointId));
    const erasure = db.transaction(erase);
    await waitUntilBlocked();
    expect(await db.everyShop.webhookEvent.findMany()).toMatchObject([{ state: "waiting" }]);
    await run.commit();
    expect(await erasure).toMatchObject({ webhookEvents: 1 });
  });
});
