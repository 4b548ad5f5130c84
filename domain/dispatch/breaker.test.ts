import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outcome } from "#domain/messages/delivery/hand-off";
import { type Breaker, makeBreaker } from "./breaker.ts";

const accepted: Outcome = { kind: "accepted", providerId: "SM1" };
const away: Outcome = { kind: "not-sent", code: "unreachable", detail: "", retryAfterMs: 0, isThrottled: false };
const throttled: Outcome = { ...away, code: "20429", isThrottled: true };

let circuit: Breaker;
let calls: number;

beforeEach(() => {
  vi.useFakeTimers();
  circuit = makeBreaker(() => Date.now());
  calls = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

async function callTimes(times: number, outcome: Outcome): Promise<(Outcome | null)[]> {
  const outcomes = [];
  for (let i = 0; i < times; i += 1)
    outcomes.push(
      await circuit.call(async () => {
        calls += 1;
        return outcome;
      }),
    );
  return outcomes;
}

test("a provider that is not there is left alone after ten calls, and tried one call at a time", async () => {
  await callTimes(50, away);
  expect(calls).toBe(10);
  expect(circuit.restsForMs()).toBe(1_000);
  vi.advanceTimersByTime(1_000);
  expect(circuit.restsForMs()).toBeNull();
  expect(circuit.isProbing()).toBe(true);
  expect(await callTimes(3, away)).toEqual([away, null, null]);
  expect(circuit.restsForMs()).toBe(2_000);
});

test("it is called as before once it has answered", async () => {
  await callTimes(10, away);
  vi.advanceTimersByTime(1_000);
  await callTimes(1, accepted);
  expect(circuit.isProbing()).toBe(false);
  expect(await callTimes(5, accepted)).toEqual(Array(5).fill(accepted));
});

test("while one call tries, the others are not made and do not wait", async () => {
  await callTimes(10, away);
  vi.advanceTimersByTime(1_000);
  const probe = Promise.withResolvers<Outcome>();
  const probing = circuit.call(() => probe.promise);
  expect(await callTimes(2, accepted)).toEqual([null, null]);
  expect(circuit.restsForMs()).toBeGreaterThan(0);
  probe.resolve(accepted);
  expect(await probing).toEqual(accepted);
});

test("“too many” is an answer: the provider is there", async () => {
  await callTimes(100, throttled);
  expect(calls).toBe(100);
  expect(circuit.restsForMs()).toBeNull();
});

test("after six hours the rests are four seconds, not longer", async () => {
  await callTimes(10, away);
  for (let i = 0; i < 800; i += 1) {
    vi.advanceTimersByTime(circuit.restsForMs() ?? 0);
    await callTimes(1, away);
  }
  expect(circuit.restsForMs()).toBe(4_000);
});

test("a wall clock that is set back does not prolong the rest", async () => {
  let ms = 0;
  circuit = makeBreaker(() => ms);
  await callTimes(10, away);
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(await callTimes(1, accepted)).toEqual([null]);
  ms = 1_000;
  expect(await callTimes(1, accepted)).toEqual([accepted]);
  expect(circuit.isProbing()).toBe(false);
});
