import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Claim } from "#domain/messages/claim/claim";
import type { Decision } from "#domain/messages/claim/decide";
import { recoverClaims } from "#domain/messages/claim/recover-claims";
import { CLAIM_SECONDS } from "#domain/messages/claim/write-claim";
import { twilioProvider } from "#providers/twilio";
import { ACCOUNT } from "../../../test/factories/carrier.ts";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { type HandedText, handOver } from "./hand-off.ts";
import type { OutgoingText } from "./provider.ts";
import { recallTexts } from "./recall.ts";
import { recordHandOff } from "./record.ts";
import { watchRecalls } from "./watch-recalls.ts";

const at = aLaneAtWork();

async function handOverAll(claim: Claim): Promise<HandedText[]> {
  const ways = { appUrl: at.ctx.appUrl, recalls: watchRecalls(at.ctx.db) };
  const handed: HandedText[] = [];
  for (const decision of claim.texts)
    handed.push({ decision, outcome: await handOver(claim, decision, at.carrier.provider, ways) });
  return handed;
}

test("a STOP between claim and hand-off keeps the text from leaving", async () => {
  const [person] = await at.planned(2);
  const claim = await at.claimed();
  const { shopId } = at.lane;
  await at.ctx.db.prisma.subscriber.update({
    where: { shopId_id: { shopId, id: person?.id ?? "" } },
    data: { marketing: "unsubscribed" },
  });
  await recallTexts(at.ctx.db, [{ shopId, kind: "subscriber", target: person?.id ?? "" }]);
  const handed = await handOverAll(claim);
  await recordHandOff(at.ctx, claim, handed);
  expect(await at.handedOver()).toHaveLength(1);
  expect((await at.states()).sort()).toEqual(["accepted", "waiting"]);
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(1);
  expect((await at.rows()).find((row) => row.state === "skipped")).toMatchObject({
    subscriberId: person?.id,
    reason: "opted-out",
  });
});

test("a withdrawal from before the claim holds nothing back", async () => {
  await at.planned(1);
  await recallTexts(at.ctx.db, [{ shopId: at.lane.shopId, kind: "shop", target: at.lane.shopId }]);
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(1);
});

test("a worker that was frozen past its claim's end hands nothing over any more", async () => {
  await at.planned(3);
  const claim = await at.claimed();
  const handed = await handOverAll({ ...claim, begunAt: claim.begunAt - (CLAIM_SECONDS + 1) * 1_000 });
  expect(handed.map((it) => it.outcome)).toEqual(Array(3).fill({ kind: "withheld" }));
  await recordHandOff(at.ctx, claim, handed);
  expect(await at.handedOver()).toEqual([]);
  expect(await at.ctx.db.everyShop.recipientCap.findMany()).toMatchObject(Array(3).fill({ marketingAt: [] }));
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(3);
});

test("what a text waited for its call is taken off the time the provider may keep it, and at its end it stays here", async () => {
  await at.planned(2, { expiresAt: new Date(TUESDAY_MORNING.getTime() + 4_000) });
  const claim = await at.claimed();
  const [first, second] = claim.texts.map((text) => ({ ...claim, texts: [text] }));
  if (!first || !second) throw new Error("two texts were planned");
  const asked: number[] = [];
  const provider = {
    ...at.carrier.provider,
    send: async ({ validitySeconds }: OutgoingText) => {
      asked.push(validitySeconds);
      return { kind: "accepted" as const, providerId: "SM" };
    },
  };
  const ways = { appUrl: at.ctx.appUrl, recalls: watchRecalls(at.ctx.db) };
  const waited = (claim: Claim, ms: number) =>
    handOver({ ...claim, begunAt: performance.now() - ms }, claim.texts[0] as Decision, provider, ways);
  await waited(first, 1_500);
  expect(await waited(second, 4_500)).toEqual({ kind: "withheld" });
  expect(asked).toEqual([2]);
});

test("a call that waits for its connection does not begin after the text's last moment", async () => {
  await at.planned(1, { expiresAt: new Date(TUESDAY_MORNING.getTime() + 4_000) });
  const claim = await at.claimed();
  const [decision] = claim.texts;
  if (!decision) throw new Error("a text was planned");
  const deadlines: number[] = [];
  const provider = {
    ...at.carrier.provider,
    send: async (_text: OutgoingText, deadline: Date) => {
      deadlines.push(deadline.getTime() - Date.now());
      return { kind: "accepted" as const, providerId: "SM" };
    },
  };
  const ways = { appUrl: at.ctx.appUrl, recalls: watchRecalls(at.ctx.db) };
  await handOver({ ...claim, begunAt: performance.now() - 1_500 }, decision, provider, ways);
  expect(deadlines).toEqual([expect.closeTo(2_500, -3)]);
});

describe("two texts that wait for the one connection to the provider", () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const close of closers.splice(0)) await close();
  });

  /** A provider that has one connection and answers when the test says so. */
  async function aStalledProvider() {
    const sockets: Socket[] = [];
    let written = "";
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on("data", (chunk) => (written += chunk.toString()));
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = twilioProvider({ ...ACCOUNT, apiUrl, connections: 1 });
    closers.push(
      () => provider.close(),
      () => new Promise((resolve) => server.close(resolve)),
    );
    const times = () => written.split("POST ").length - 1;
    const body = '{"sid":"SM1"}';
    const answer = () => sockets.at(-1)?.write(`HTTP/1.1 201 Created\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    return { provider, times, answer, sees: (count: number) => expect.poll(times).toBe(count) };
  }

  /** Both are on their way: the first was written, the second waits for its connection and has for `ms`. */
  async function bothUnderWay(ms: number) {
    const people = await at.planned(2);
    const claim = await at.claimed();
    const [first, second] = claim.texts;
    if (!first || !second) throw new Error("two texts were planned");
    const stalled = await aStalledProvider();
    const ways = { appUrl: at.ctx.appUrl, recalls: watchRecalls(at.ctx.db) };
    const one = handOver(claim, first, stalled.provider, ways);
    await stalled.sees(1);
    const two = handOver(claim, second, stalled.provider, ways);
    const { now } = performance;
    vi.spyOn(performance, "now").mockImplementation(() => now.call(performance) + ms);
    const waiting = people.find(({ id }) => id === second.candidate.subscriberId);
    return { ...stalled, one, two, claim, waiting: waiting?.id ?? "" };
  }

  test.each([300, 5_000])(
    "a STOP that commits meanwhile keeps the second here, %d ms after it was asked about",
    async (ms) => {
      const { one, two, times, answer, waiting } = await bothUnderWay(ms);
      await recallTexts(at.ctx.db, [{ shopId: at.lane.shopId, kind: "subscriber", target: waiting }]);
      answer();
      expect(await one).toMatchObject({ kind: "accepted" });
      expect(await two).toEqual({ kind: "withheld" });
      expect(times()).toBe(1);
    },
  );

  test("without a STOP it is asked about again and leaves", async () => {
    const { one, two, answer, sees } = await bothUnderWay(5_000);
    answer();
    await one;
    await sees(2);
    answer();
    expect(await two).toMatchObject({ kind: "accepted" });
  });

  test("after the end of the claim it stays here", async () => {
    const { two, times, answer } = await bothUnderWay(CLAIM_SECONDS * 1_000 + 1);
    answer();
    expect(await two).toEqual({ kind: "withheld" });
    expect(times()).toBe(1);
  });

  test("while the database cannot be asked it stays here", async () => {
    const { two, times, answer } = await bothUnderWay(5_000);
    vi.spyOn(at.ctx.db, "run").mockRejectedValue(new Error("the database is away"));
    answer();
    expect(await two).toEqual({ kind: "withheld" });
    expect(times()).toBe(1);
  });
});

test("a claim that is recorded too late does not overwrite what happened since", async () => {
  await at.planned(1);
  const claim = await at.claimed();
  const [decision] = claim.texts;
  const late = decision ? [{ decision, outcome: { kind: "withheld" as const } }] : [];
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx)).toBe(1);
  await recordHandOff(at.ctx, claim, late);
  expect(await at.states()).toEqual(["unknown"]);
});

test("a text that the provider asks to wait with goes back, and its cap with it", async () => {
  await at.planned(1);
  await at.carrier.setFaults({ tooMany: 1, retryAfterSeconds: 7 });
  await at.dispatchAll();
  expect(await at.rows()).toMatchObject([
    {
      state: "waiting",
      reason: "throttled-by-provider",
      attempts: 1,
      dueAt: new Date(TUESDAY_MORNING.getTime() + 7_000),
    },
  ]);
  expect(await at.ctx.db.everyShop.recipientCap.findMany()).toMatchObject([{ marketingAt: [] }]);
});

test("a number that opted out at the provider is suppressed; one that is called dead once is not", async () => {
  const [stopped, dead] = await at.planned(2);
  await at.carrier.setFaults({
    reject: [
      { to: stopped?.phone, code: 21610 },
      { to: dead?.phone, code: 21211 },
    ],
  });
  await at.dispatchAll();
  expect(await at.states()).toEqual(["failed", "failed"]);
  expect(await at.ctx.db.everyShop.suppression.findMany()).toMatchObject([
    { phoneHash: stopped?.phoneHash, reason: "opted-out-at-provider" },
  ]);
  expect(await at.ctx.db.everyShop.numberFailure.findMany()).toMatchObject([{ phoneHash: dead?.phoneHash }]);
});
