import { afterAll, expect, test } from "vitest";
import { inboxHintsOn } from "#domain/conversations/inbox/hints";
import { newId } from "#platform/ids";
import { openHints } from "#platform/redis/hints";
import { connectRedis } from "#platform/redis/redis";
import { testRedisUrl } from "../../../test/setup/per-worker.ts";
import { createLiveStreams } from "./live-streams.ts";

const redis = [connectRedis(testRedisUrl()), connectRedis(testRedisUrl())] as const;
// As in two processes: the worker that takes a text in, and the one that answers pages.
const carriers = redis.map((it) => openHints(it, "cartbell"));
const [worker, pages] = carriers.map(inboxHintsOn);
if (!worker || !pages) throw new Error("There are two.");

afterAll(() => {
  for (const carrier of carriers) carrier.close();
  for (const connection of redis) connection.disconnect();
});

const asked = (signal = new AbortController().signal, isAdmitted = async () => true) => ({ signal, isAdmitted });

function linesOf(stream: ReadableStream<Uint8Array> | null) {
  const reader = stream?.getReader();
  return async () => {
    const next = await reader?.read();
    return next?.value === undefined
      ? null
      : (JSON.parse(Buffer.from(next.value).toString()) as { kind: string; conversationId?: string });
  };
}

test("an open page is told of its own store's conversations, and of no one else's", async () => {
  const streams = createLiveStreams();
  const [shopId, other, conversationId] = [newId(), newId(), newId()];
  const next = linesOf(streams.open(shopId, pages, asked()));
  expect(await next()).toEqual({ kind: "open" });
  const line = next();
  let isTold = false;
  void line.then(() => {
    isTold = true;
  });
  // The subscription is on its way: a hint may be lost, which is what polling is for.
  await expect
    .poll(() => {
      worker.tell([
        { shopId: other, conversationId: newId() },
        { shopId, conversationId },
      ]);
      return isTold;
    })
    .toBe(true);
  expect(await line).toEqual({ kind: "changed", conversationId });
  streams.end();
});

test("streams end when the browser leaves and when the process stops, and a store has 20 at most", async () => {
  const streams = createLiveStreams();
  const shopId = newId();
  const leaving = new AbortController();
  const open = (of = shopId, signal = new AbortController().signal) => streams.open(of, pages, asked(signal));
  const first = linesOf(open(shopId, leaving.signal));
  await first();
  const others = Array.from({ length: 19 }, () => open());
  expect(others.every((it) => it !== null)).toBe(true);
  expect(open()).toBeNull();
  expect(open(newId())).not.toBeNull();
  leaving.abort();
  expect(await first()).toBeNull();
  const again = linesOf(open());
  expect(await again()).toEqual({ kind: "open" });
  streams.end();
  expect(await again()).toBeNull();
  expect(open()).toBeNull();
});

test("someone whose role no longer allows it is told nothing more, and the stream ends", async () => {
  const streams = createLiveStreams();
  const shopId = newId();
  let isAdmitted = true;
  const next = linesOf(
    streams.open(
      shopId,
      pages,
      asked(undefined, async () => isAdmitted),
    ),
  );
  expect(await next()).toEqual({ kind: "open" });
  isAdmitted = false;
  const line = next();
  let isOver = false;
  void line.then(() => {
    isOver = true;
  });
  await expect
    .poll(() => {
      worker.tell([{ shopId, conversationId: newId() }]);
      return isOver;
    })
    .toBe(true);
  expect(await line).toBeNull();
});
