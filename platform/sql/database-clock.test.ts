import { afterEach, expect, test, vi } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { followDatabaseClock } from "./database-clock.ts";
import { statement } from "./statement.ts";

const { db } = aContext();
const { now } = Date;
const databaseNow = statement("test-database-now", "SELECT clock_timestamp() AS at");

afterEach(() => vi.restoreAllMocks());

/** This machine's clock is off by so much. */
function off(byMs: number): void {
  vi.spyOn(Date, "now").mockImplementation(() => now() + byMs);
}

test.each([600_000, 0, -600_000])(
  "a machine whose clock is off by %d ms dates nothing later than the database",
  async (byMs) => {
    off(byMs);
    const clock = await followDatabaseClock(db);
    const ours = clock.now().getTime();
    const [row] = await db.run<{ at: Date }>(databaseNow);
    clock.close();
    const behindMs = (row?.at.getTime() ?? 0) - ours;
    expect(behindMs).toBeGreaterThanOrEqual(0);
    expect(behindMs).toBeLessThan(30_000);
  },
);

test("a clock that is set while the process runs is noticed", async () => {
  const clock = await followDatabaseClock(db, 10);
  off(600_000);
  await expect.poll(() => Math.abs(clock.now().getTime() - now())).toBeLessThan(60_000);
  clock.close();
});

test("while the database is away the machine's own clock counts", async () => {
  const away = { ...db, run: () => Promise.reject(new Error("away")) };
  const clock = await followDatabaseClock(away);
  expect(Math.abs(clock.now().getTime() - now())).toBeLessThan(30_000);
  clock.close();
});
