import { expect, onTestFinished, test, vi } from "vitest";
import type { MessageClass } from "#domain/jobs";
import type { Claim } from "#domain/messages/claim/claim";
import type { Decision } from "#domain/messages/claim/decide";
import type { HandedText, Outcome } from "#domain/messages/delivery/hand-off";
import { registry } from "#platform/telemetry/metrics/record";
import { openPipeline, type Pipeline, type Room } from "./pipeline.ts";

const accepted: Outcome = { kind: "accepted", providerId: "SM1" };

/** As much of a claim as the pipeline looks at. */
function aClaim(of: MessageClass, texts: number): Claim {
  const decisions = Array.from({ length: texts }, (_, index) => ({ candidate: { id: `${of}-${index}` } }) as Decision);
  return { lane: { class: of, shopId: "shop", senderId: "sender" }, texts: decisions } as Claim;
}

/** A pipeline whose calls end when the test says so. */
function aPipeline(answer?: () => Outcome) {
  const calls: { of: MessageClass; end: (outcome: Outcome) => void }[] = [];
  const written: { handed: HandedText[]; isLast: boolean }[] = [];
  const pipeline = openPipeline({
    handOver: (claim) => {
      if (answer) return Promise.resolve(answer());
      return new Promise((end) => calls.push({ of: claim.lane.class, end }));
    },
    record: async (_claim, handed, isLast) => void written.push({ handed, isLast }),
  });
  return { pipeline, calls, written };
}

async function roomFor(pipeline: Pipeline, of: MessageClass): Promise<Room> {
  const room = await pipeline.room(of);
  if (typeof room === "number") throw new Error("The provider is away.");
  return room;
}

test("an order text is called for at once while a campaign holds every call it may", async () => {
  const { pipeline, calls } = aPipeline();
  void pipeline.carry(aClaim("campaign", 500));
  await expect.poll(() => calls.length).toBe(74);
  void pipeline.carry(aClaim("transactional", 1));
  await expect.poll(() => calls.at(-1)?.of).toBe("transactional");
  expect(calls).toHaveLength(75);
});

test("a slice is written once when all its answers are quick, and resolves after that", async () => {
  const { pipeline, written } = aPipeline(() => accepted);
  await pipeline.carry(aClaim("campaign", 250));
  expect(written).toHaveLength(1);
  expect(written[0]?.handed).toHaveLength(250);
  expect(written[0]?.isLast).toBe(true);
});

test("a metric that throws changes nothing: what the provider took is written as accepted", async () => {
  const metric = registry.getSingleMetric("cartbell_provider_calls_total") as { inc(): void };
  const inc = vi.spyOn(metric, "inc").mockImplementation(() => {
    throw new Error("a defect in a metric");
  });
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const { pipeline, written } = aPipeline(() => accepted);
  await pipeline.carry(aClaim("flow", 3));
  expect(inc).toHaveBeenCalledTimes(3);
  expect(written.flatMap(({ handed }) => handed.map(({ outcome }) => outcome))).toEqual([accepted, accepted, accepted]);
  // Once a minute, however many texts.
  expect(warn).toHaveBeenCalledTimes(1);
});

test("one slow answer does not keep the others' from being written", async () => {
  const { pipeline, calls, written } = aPipeline();
  const carried = pipeline.carry(aClaim("flow", 3));
  await expect.poll(() => calls.length).toBe(3);
  for (const { end } of calls.slice(1)) end(accepted);
  await expect.poll(() => written, { timeout: 3_000 }).toMatchObject([{ isLast: false }]);
  expect(written[0]?.handed).toHaveLength(2);
  calls[0]?.end({ kind: "unknown", detail: "no answer" });
  await carried;
  expect(written[1]).toMatchObject({ isLast: true, handed: [{ outcome: { kind: "unknown" } }] });
});

test("no more is claimed than the calls can begin within a moment", async () => {
  const { pipeline, calls } = aPipeline();
  const room = await roomFor(pipeline, "campaign");
  expect(room.texts).toBe(250);
  void pipeline.carry(aClaim("campaign", 250));
  room.giveBack();
  void pipeline.carry(aClaim("campaign", 750));
  let hasRoom = false;
  const next = roomFor(pipeline, "campaign").then((given) => {
    hasRoom = true;
    return given;
  });
  await expect.poll(() => calls.length).toBe(74);
  expect(hasRoom).toBe(false);
  expect((await roomFor(pipeline, "transactional")).texts).toBe(250);
  for (let ended = 0; !hasRoom; ended += 1) {
    await expect.poll(() => calls.length).toBeGreaterThan(ended);
    calls[ended]?.end(accepted);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await next).texts).toBeGreaterThan(0);
});

test("while the provider is away nothing is claimed for it, and what is claimed goes back uncalled", async () => {
  const { pipeline, written } = aPipeline(() => ({
    ...{ kind: "not-sent", code: "unreachable", detail: "", retryAfterMs: 2_000, isThrottled: false },
  }));
  await pipeline.carry(aClaim("campaign", 200));
  const outcomes = written.flatMap(({ handed }) => handed.map(({ outcome }) => outcome.kind));
  expect(outcomes.filter((kind) => kind === "withheld").length).toBeGreaterThan(50);
  expect(await pipeline.room("transactional")).toBeGreaterThan(0);
});

test("what cannot be written is reported to the caller", async () => {
  const pipeline = openPipeline({
    handOver: async () => accepted,
    record: async () => {
      throw new Error("disk full");
    },
  });
  await expect(pipeline.carry(aClaim("reply", 2))).rejects.toThrow("disk full");
  await pipeline.idle();
});

test("a text whose hand-over throws is written down as unknown beside its slice's others, and the caller is told", async () => {
  const written: HandedText[] = [];
  const pipeline = openPipeline({
    handOver: async (_claim, { candidate }) => {
      if (candidate.id === "flow-0") throw new Error("a defect");
      return accepted;
    },
    record: async (_claim, handed) => void written.push(...handed),
  });
  await expect(pipeline.carry(aClaim("flow", 2))).rejects.toThrow("a defect");
  await expect
    .poll(() => new Set(written.map(({ outcome }) => outcome.kind)))
    .toEqual(new Set(["accepted", "unknown"]));
});
