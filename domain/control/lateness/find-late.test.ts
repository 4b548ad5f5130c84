import { expect, test } from "vitest";
import type { QueueNow } from "#domain/control/queues/read-queues";
import { findLate, type LateFacts } from "./find-late.ts";
import { describeLate } from "./read-lateness.ts";

const queue = (name: QueueNow["name"], given: Partial<QueueNow> = {}): QueueNow => ({
  name,
  ...{ depth: 0, isMore: false, oldestSeconds: null, servers: 1, running: 0, donePerMinute: 0, failedPerMinute: 0 },
  pause: null,
  ...given,
});
const since = "2026-11-30T15:00:00.000Z";
const sentence = (queues: QueueNow[], facts: Partial<LateFacts> = {}) =>
  describeLate(findLate({ queues, pauses: [], providers: [], ...facts }));

test("when nothing waits for long, nothing is late", () => {
  expect(sentence([queue("dispatch-transactional", { oldestSeconds: 3, depth: 2 })])).toBe("Nothing is late.");
});

test("texts of a class that is paused are late because of it, with the operator and the reason", () => {
  const pause = { kind: "class", name: "flow", operator: "ann", because: "wrong price", since } as const;
  expect(sentence([queue("dispatch-flow", { oldestSeconds: 240, depth: 12, pause })])).toBe(
    'Flow texts are 4 minutes late: class flow is paused by ann ("wrong price").',
  );
});

test("a queue that no worker serves is named, and the most urgent comes first", () => {
  const queues = [
    queue("dispatch-flow", { oldestSeconds: 7_500, servers: 0 }),
    queue("intake-inbound", { oldestSeconds: 61, depth: 40, servers: 2, donePerMinute: 30 }),
  ];
  expect(sentence(queues)).toBe(
    "Replies from people are 61 seconds late: 40 are waiting, and the workers are behind; " +
      "flow texts are 2 hours late: no running worker serves dispatch-flow.",
  );
});

test("a provider that is away makes texts late, and not what comes in", () => {
  const providers: LateFacts["providers"] = [
    {
      name: "twilio",
      state: "resting",
      holds: [],
      breaker: { openIn: 1, processes: 1 },
      callsInFlight: 0,
      callLimit: 4,
    },
  ];
  const queues = [queue("dispatch-reply", { oldestSeconds: 90 }), queue("intake-webhook", { oldestSeconds: 90 })];
  expect(sentence(queues, { providers })).toBe(
    "Answers to people are 90 seconds late: provider twilio does not answer; " +
      "events of stores are 90 seconds late: the workers have done none of it in the last minute.",
  );
});

test("a long campaign is not late while it is being sent, and is when all marketing is stopped", () => {
  const queues = [queue("dispatch-campaign", { oldestSeconds: 3_000, depth: 90_000, donePerMinute: 50 })];
  expect(sentence(queues)).toBe("Nothing is late.");
  const pauses = [{ kind: "marketing", name: "", operator: "ann", because: null, since }] as const;
  expect(sentence(queues, { pauses: [...pauses] })).toBe(
    "Campaign texts are 50 minutes late: all marketing is stopped by ann.",
  );
});
