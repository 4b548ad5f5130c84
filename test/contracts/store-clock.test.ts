import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningClock, startClock } from "@cartbell/sim/clock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { followSharedClock, type SharedClock } from "#platform/shared-clock";
import { promisedMs } from "../setup/promised-ms.ts";
import { shop, startRig } from "./store-rig.ts";

let clock: RunningClock;
const followers: SharedClock[] = [];

beforeEach(async () => {
  clock = await startClock({ port: 0 });
});
afterEach(async () => {
  for (const follower of followers.splice(0)) follower.close();
  await clock.close();
});

async function follow(onMove?: () => Promise<void>): Promise<SharedClock> {
  const follower = await followSharedClock(clock.url, onMove);
  followers.push(follower);
  return follower;
}

async function move(body: object): Promise<{ status: number; body: { error?: string; offsetMs?: number } }> {
  const response = await fetch(`${clock.url}/clock`, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { error?: string; offsetMs?: number } };
}

const hour = 3_600_000;
const aheadMs = (of: { now(): Date }) => of.now().getTime() - Date.now();

describe("the shared clock", () => {
  test("is followed by every process, and a move is answered only when each has finished its work", async () => {
    const finished: string[] = [];
    const one = await follow(async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      finished.push("slow");
    });
    const other = await follow(async () => {
      finished.push("quick");
    });
    const answer = await move({ advanceMs: 6 * hour });
    expect(answer).toMatchObject({ status: 200, body: { offsetMs: 6 * hour } });
    expect(new Set(finished)).toEqual(new Set(["quick", "slow"]));
    for (const follower of [one, other, clock]) expect(aheadMs(follower) / hour).toBeCloseTo(6, 2);
  });

  test("starts at a time that has passed, and goes on from there, also after a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "cartbell-past-"));
    const past = await startClock({ port: 0, startOffsetMs: -48 * hour, dataDir });
    const follower = await followSharedClock(past.url);
    followers.push(follower);
    for (const one of [past, follower]) expect(aheadMs(one) / hour).toBeCloseTo(-48, 2);
    await fetch(`${past.url}/clock`, { method: "POST", body: JSON.stringify({ advanceMs: hour }) });
    expect(aheadMs(follower) / hour).toBeCloseTo(-47, 2);
    await past.close();
    const again = await startClock({ port: 0, dataDir });
    expect(aheadMs(again) / hour).toBeCloseTo(-47, 2);
    await again.close();
  });

  test("doesn't wait for a process that is gone", async () => {
    const gone = await follow();
    gone.close();
    const started = performance.now();
    await move({ advanceMs: hour });
    expect(performance.now() - started).toBeLessThan(promisedMs(2_500));
  });

  test("moves to an instant, and never backwards", async () => {
    const tomorrow = new Date(Date.now() + 24 * hour).toISOString();
    expect((await move({ now: tomorrow })).status).toBe(200);
    expect(aheadMs(clock) / hour).toBeCloseTo(24, 1);
    const refused = await move({ now: new Date().toISOString() });
    expect(refused.status).toBe(409);
    expect(refused.body.error).toContain("only moves forward");
    expect((await move({ advanceMs: -1 })).status).toBe(409);
    expect((await move({ later: true })).status).toBe(422);
    expect(aheadMs(clock) / hour).toBeCloseTo(24, 1);
  });
});

describe("a world that is started again", () => {
  test("shows the time it had reached, and its shops remember their people, tokens and orders", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "cartbell-world-"));
    const first = await startClock({ port: 0, dataDir });
    await fetch(`${first.url}/clock`, { method: "POST", body: JSON.stringify({ advanceMs: 2 * hour }) });
    await first.close();
    const second = await startClock({ port: 0, dataDir });
    expect(aheadMs(second) / hour).toBeCloseTo(2, 2);
    await second.close();

    const before = await startRig({ dataDir });
    await before.install();
    const token = await before.accessToken();
    await before.post(`/control/${shop}/orders`, { phone: "+12075550120", consent: true });
    await before.settle();
    await before.close();
    const after = await startRig({ dataDir });
    const answer = await after.graphql(token, "{ orders(first: 5) { nodes { name customer { phone } } } }");
    expect(answer.body.data).toEqual({ orders: { nodes: [{ name: "#1001", customer: { phone: "+12075550120" } }] } });
    await after.close();
  });
});
