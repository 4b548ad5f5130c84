import { beforeEach, expect, test } from "vitest";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { insertDeliveries } from "./insert-deliveries.ts";
import { takeDeliveries } from "./take.ts";

const { db, clock } = aContext();
beforeEach(emptyDatabase);

async function backlog(count: number): Promise<void> {
  const deliveries = Array.from({ length: count }, (_, number) => ({
    ...{ kind: "receipt" as const, source: "twilio", topic: "receipt", shopDomain: null, shopId: null, url: null },
    ...{ sourceKey: `backlog ${number}`, triggeredAt: null, body: Buffer.from("MessageStatus=sent") },
  }));
  await insertDeliveries(db, deliveries, clock.now());
}

test("a backlog that the planner knows nothing of is read from its front, not sorted as a whole", async () => {
  await db.run(statement("analyze-calm", "ANALYZE intake"));
  await backlog(3_000);
  const plan = await db.transaction(async (tx) => {
    const lines: string[] = [];
    const explained: Sql = {
      async run(of, values) {
        if (of.name !== "take") return tx.run(of, values);
        const rows = await tx.run<{ "QUERY PLAN": string }>(statement("explain-take", `EXPLAIN ${of.text}`), values);
        lines.push(...rows.map((row) => row["QUERY PLAN"]));
        return [];
      },
    };
    await takeDeliveries(explained, "receipt", { now: clock.now(), limit: 500, ids: null });
    return lines.join("\n");
  });
  expect(plan).toContain("Index Scan");
  expect(plan).not.toContain("Sort  (");
});

test("two workers take different deliveries, oldest first", async () => {
  await backlog(30);
  const taken = await db.transaction(async (one) => {
    const first = await takeDeliveries(one, "receipt", { now: clock.now(), limit: 20, ids: null });
    const second = await db.transaction((other) =>
      takeDeliveries(other, "receipt", { now: clock.now(), limit: 20, ids: null }),
    );
    return [first, second].map((deliveries) => deliveries.map(({ id }) => id));
  });
  expect(taken.map((ids) => ids.length)).toEqual([20, 10]);
  expect(new Set(taken.flat()).size).toBe(30);
  expect(taken.flat()).toEqual([...taken.flat()].sort());
});
