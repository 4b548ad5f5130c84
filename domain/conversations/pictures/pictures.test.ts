import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readThread } from "#domain/conversations/inbox/thread";
import { receiveTexts } from "#domain/conversations/receive";
import { eraseFromTables } from "#domain/privacy/erase";
import { dueJobs } from "#domain/sweep/sweep";
import { listenForCallbacks } from "../../../test/contracts/callback-listener.ts";
import { aCarrier, SENDER_PHONE } from "../../../test/factories/carrier.ts";
import { aContext } from "../../../test/factories/context.ts";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { fetchPictures, MOST_BYTES } from "./fetch-pictures.ts";
import { readPicture } from "./read-picture.ts";

const ctx = aContext();
const { db } = ctx;
const carrier = await aCarrier(ctx.clock);
const providers = { twilio: carrier.provider };
const callbacks = await listenForCallbacks(carrier.provider.acknowledgement);
await carrier.provider.connectNumber(SENDER_PHONE, `${callbacks.url}/inbound`);
afterAll(() => callbacks.close());

const SHOPPER = "+12125550123";
const file = (text: string, contentType = "image/png") => ({
  contentType,
  base64: Buffer.from(text, "latin1").toString("base64"),
});

let shopId: string;
let senderId: string;
beforeEach(async () => {
  await emptyDatabase();
  await carrier.setFaults({});
  ({ shopId, id: senderId } = await aSender(db));
});

/** A shopper texts files, and the text is taken in. */
async function texts(media: number | ReturnType<typeof file>[], body = ""): Promise<void> {
  const { sid } = await carrier.textIn(SHOPPER, SENDER_PHONE, body, { media });
  const callback = await callbacks.take((it) => it.body.toString().includes(sid));
  const { providerId, pictures, pictureRefs } = carrier.provider.parseInbound(callback);
  const came = { shopId, senderId, phone: SHOPPER, providerId, body, pictures, pictureRefs };
  const text = await anInboundText(db, { ...came, receivedAt: ctx.clock.now() });
  ctx.enqueued.push(...(await db.transaction((tx) => receiveTexts(tx, ctx, [text]))));
}

const rows = () => db.everyShop.conversationPicture.findMany({ where: { shopId }, orderBy: { place: "asc" } });
const due = async () => (await dueJobs(db, ctx.clock.now())).filter(({ name }) => name === "pictures");

async function shown() {
  const { id: conversationId } = await db.everyShop.conversation.findFirstOrThrow({ where: { shopId } });
  const { entries } = await readThread(db, { shopId, conversationId });
  return entries.flatMap((entry) => (entry.kind === "text-in" ? [entry] : []));
}

describe("a picture that a shopper texts", () => {
  test("opens the conversation, is fetched by its own job, shown with its size, and deleted at the carrier", async () => {
    await texts(2);
    expect(await db.everyShop.conversation.findFirstOrThrow()).toMatchObject({ state: "open", unread: 1 });
    expect(await shown()).toMatchObject([
      { body: "", pictures: 2, shown: [{ state: "waiting" }, { state: "waiting" }] },
    ]);
    expect(await due()).toEqual([{ name: "pictures", payload: { shopId } }]);
    const refs = (await rows()).map(({ providerRef }) => providerRef ?? "");
    expect(await fetchPictures({ ...ctx, providers }, shopId)).toBe(false);
    const [text] = await shown();
    expect(text?.shown).toMatchObject([
      { state: "held", width: 120, height: 80 },
      { state: "held", width: 120, height: 80 },
    ]);
    const picture = await readPicture(db, shopId, text?.shown[0]?.id ?? "");
    expect(picture).toMatchObject({ contentType: "image/png" });
    expect(Buffer.from(picture?.bytes ?? []).toString("latin1", 1, 4)).toBe("PNG");
    expect(await rows()).toMatchObject([
      { providerRef: null, dueAt: null },
      { providerRef: null, dueAt: null },
    ]);
    const limits = { mostBytes: MOST_BYTES, deadline: new Date(Date.now() + 5_000) };
    for (const ref of refs) expect(await carrier.provider.fetchFile(ref, limits)).toEqual({ kind: "gone" });
    expect(await due()).toEqual([]);
  });

  test("is shown to no other store", async () => {
    await texts(1);
    await fetchPictures({ ...ctx, providers }, shopId);
    const [picture] = await rows();
    const { id: other } = await aShop(db);
    expect(await readPicture(db, other, picture?.id ?? "")).toBeNull();
    expect(await readPicture(db, shopId, "not-an-id")).toBeNull();
  });

  test("is taken by its bytes: what calls itself a picture and is a web page, an SVG or too large is not kept", async () => {
    const huge = `\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\0\0\0\0\0`;
    await texts([
      file("<!doctype html><script>alert(1)</script>", "image/png"),
      file("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
      file(huge),
    ]);
    await fetchPictures({ ...ctx, providers }, shopId);
    expect((await rows()).map(({ state, reason, bytes }) => [state, reason, bytes])).toEqual([
      ["refused", "not-a-picture", null],
      ["refused", "not-a-picture", null],
      ["refused", "too-large", null],
    ]);
    expect(await due()).toEqual([]);
  });

  test("is asked for again when the carrier doesn’t answer, and given up after about a day", async () => {
    await texts(1);
    await carrier.setFaults({ outage: "unavailable" });
    await fetchPictures({ ...ctx, providers }, shopId);
    expect(await rows()).toMatchObject([{ state: "waiting", attempts: 1 }]);
    expect(await due()).toEqual([]);
    await carrier.setFaults({});
    ctx.clock.advance(60_000);
    expect(await due()).toHaveLength(1);
    await fetchPictures({ ...ctx, providers }, shopId);
    expect(await rows()).toMatchObject([{ state: "held" }]);

    await emptyDatabase();
    ({ shopId, id: senderId } = await aSender(db));
    await texts(1);
    await carrier.setFaults({ outage: "unavailable" });
    const began = ctx.clock.now().getTime();
    for (let i = 0; i < 20 && (await rows())[0]?.state === "waiting"; i += 1) {
      await fetchPictures({ ...ctx, providers }, shopId);
      const [row] = await rows();
      if (row?.state === "waiting" && row.dueAt) ctx.clock.set(row.dueAt);
    }
    expect(await rows()).toMatchObject([{ state: "refused", reason: "unreachable" }]);
    expect((ctx.clock.now().getTime() - began) / 3_600_000).toBeGreaterThan(12);
    expect((ctx.clock.now().getTime() - began) / 3_600_000).toBeLessThan(36);
  });

  test("is not fetched beyond a hundred a day of one person, and those are deleted at the carrier all the same", async () => {
    for (let i = 0; i < 11; i += 1) await texts(10);
    const states = Map.groupBy(await rows(), ({ state }) => state);
    expect([states.get("waiting")?.length, states.get("refused")?.length]).toEqual([100, 10]);
    while (await fetchPictures({ ...ctx, providers }, shopId));
    expect((await rows()).filter(({ providerRef }) => providerRef !== null)).toEqual([]);
  });
});

test("a picture goes with its person: also one that was not fetched yet is deleted at the carrier", async () => {
  await texts(1);
  await fetchPictures({ ...ctx, providers }, shopId);
  await texts(1);
  const { subscriberId } = await db.everyShop.conversation.findFirstOrThrow({ where: { shopId } });
  const erasure = { shopId, subscriberIds: [subscriberId], orderIds: [], customerIds: [], phone: null, email: null };
  await db.transaction((tx) => eraseFromTables(tx, ctx, erasure));
  expect(await rows()).toMatchObject([
    { state: "erased", bytes: null, dueAt: null },
    { state: "erased", bytes: null, dueAt: expect.any(Date) },
  ]);
  await fetchPictures({ ...ctx, providers }, shopId);
  expect(await rows()).toMatchObject([
    { state: "erased" },
    { state: "erased", bytes: null, providerRef: null, dueAt: null },
  ]);
});

test("the newest pictures of a store are kept when it holds more than it may", async () => {
  await texts(1);
  await fetchPictures({ ...ctx, providers }, shopId);
  await db.everyShop.conversationPicture.updateMany({ data: { size: 1024 ** 3 } });
  ctx.clock.advance(60_000);
  await texts(1);
  await fetchPictures({ ...ctx, providers }, shopId);
  const [older, newer] = await db.everyShop.conversationPicture.findMany({ orderBy: { createdAt: "asc" } });
  expect(older).toMatchObject({ state: "dropped", bytes: null });
  expect(newer).toMatchObject({ state: "held" });
});
