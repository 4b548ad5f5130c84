import { describe, expect, test } from "vitest";
import { twilioFacts } from "#providers/twilio/facts";
import { aContext } from "../../test/factories/context.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { availableNumbers } from "./available.ts";
import { senderFor, sendersFor } from "./choose.ts";
import { connectSender } from "./connect.ts";
import { findInboundSenders } from "./find-inbound.ts";
import { type NumberProvider, RESTING_DAYS } from "./numbers.ts";
import { releaseSender } from "./release.ts";
import { setSenderRate } from "./set-rate.ts";
import { restartSender, stopSender } from "./stop.ts";

const ctx = aContext();
const { db } = ctx;
const DAY_MS = 86_400_000;

function aProvider(kind: "long_code" | "toll_free" | "short_code" = "toll_free", isDown = false) {
  const phone = aPhone("888");
  const pointed: string[] = [];
  const provider: NumberProvider = {
    name: "twilio",
    limits: twilioFacts.limits,
    listNumbers: async () => [{ phone, kind }],
    connectNumber: async (of, inboundUrl) => {
      if (isDown) throw new Error("connection refused");
      pointed.push(`${of} ${inboundUrl}`);
    },
  };
  return { provider, phone, pointed };
}

/** Who gets a stranger's text to this number. */
async function receiverOf(to: string) {
  const text = { to, from: "+12125550199" };
  return (await findInboundSenders(db, ctx, [text]))(text);
}

describe("connecting a number", () => {
  test("gives it to the shop, points its inbound texts at us and knows its usual pace", async () => {
    const { provider, phone, pointed } = aProvider();
    const { id: shopId } = await aShop(db);
    expect(await availableNumbers(ctx, provider, shopId)).toEqual([{ phone, kind: "toll_free", provider: "twilio" }]);
    const id = await connectSender(ctx, provider, shopId, phone);
    expect(await senderFor(db, shopId)).toEqual({
      id,
      phone,
      provider: "twilio",
      kind: "toll_free",
      partsPerSecond: 3,
    });
    expect(pointed).toEqual([`${phone} https://app.test/callbacks/twilio/inbound`]);
    expect(await availableNumbers(ctx, provider, shopId)).toEqual([]);
    expect(await receiverOf(phone)).toEqual({ shopId, senderId: id });
    expect(await receiverOf("+19999999999")).toBeUndefined();
  });

  test("a second time changes nothing", async () => {
    const { provider, phone } = aProvider();
    const { id: shopId } = await aShop(db);
    const id = await connectSender(ctx, provider, shopId, phone);
    await setSenderRate(ctx, shopId, id, 20);
    expect(await connectSender(ctx, provider, shopId, phone)).toBe(id);
    expect((await senderFor(db, shopId))?.partsPerSecond).toBe(20);
  });

  test("is refused while another shop has it, and works once it was released", async () => {
    const { provider, phone } = aProvider();
    const [first, second] = [await aShop(db), await aShop(db)];
    const id = await connectSender(ctx, provider, first.id, phone);
    await expect(connectSender(ctx, provider, second.id, phone)).rejects.toMatchObject({
      code: "sender-taken",
      field: "phone",
    });
    await expect(connectSender(ctx, provider, second.id, "+12125550100")).rejects.toMatchObject({
      code: "sender-unknown",
    });
    await expect(releaseSender(ctx, second.id, id)).rejects.toMatchObject({ code: "sender-not-found" });
    await releaseSender(ctx, first.id, id);
    expect(await senderFor(db, first.id)).toBeNull();
    ctx.clock.advance(RESTING_DAYS * DAY_MS);
    await connectSender(ctx, provider, second.id, phone);
    expect((await receiverOf(phone))?.shopId).toBe(second.id);
  });

  test("a number that a shop released rests before another shop gets it, and the shop itself may take it back", async () => {
    const { provider, phone } = aProvider();
    const [first, second] = [await aShop(db), await aShop(db)];
    const id = await connectSender(ctx, provider, first.id, phone);
    await releaseSender(ctx, first.id, id);
    const offered = async (shopId: string) => (await availableNumbers(ctx, provider, shopId)).length;
    ctx.clock.advance(RESTING_DAYS * DAY_MS - 1);
    expect([await offered(first.id), await offered(second.id)]).toEqual([1, 0]);
    await expect(connectSender(ctx, provider, second.id, phone)).rejects.toMatchObject({
      ...{ code: "sender-resting", field: "phone" },
    });
    const again = await connectSender(ctx, provider, first.id, phone);
    await releaseSender(ctx, first.id, again);
    ctx.clock.advance(RESTING_DAYS * DAY_MS - 1);
    expect(await offered(second.id)).toBe(0);
    ctx.clock.advance(1);
    expect(await offered(second.id)).toBe(1);
  });

  test("two shops that want the same number at once do not both get it", async () => {
    const { provider, phone } = aProvider();
    const shops = [await aShop(db), await aShop(db)];
    const results = await Promise.allSettled(shops.map((shop) => connectSender(ctx, provider, shop.id, phone)));
    expect(results.map((it) => it.status).toSorted((a, b) => a.localeCompare(b))).toEqual(["fulfilled", "rejected"]);
  });

  test("is refused beyond a shop's most, at once or one by one, and releasing makes no room while numbers rest", async () => {
    const phones = Array.from({ length: 12 }, () => aPhone("888"));
    const provider: NumberProvider = {
      name: "twilio",
      limits: twilioFacts.limits,
      listNumbers: async () => phones.map((phone) => ({ phone, kind: "toll_free" as const })),
      connectNumber: async () => {},
    };
    const { id: shopId } = await aShop(db);
    const connect = (phone: string) => connectSender(ctx, provider, shopId, phone);
    const results = await Promise.allSettled(phones.slice(0, 8).map(connect));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const held = await db.prisma.sender.findMany({ where: { shopId } });
    for (const phone of phones.filter((it) => held.every((sender) => sender.phone !== it)))
      await expect(connect(phone)).rejects.toMatchObject({ code: "sender-too-many", field: "phone" });
    const [one] = held;
    expect(await connect(one?.phone ?? "")).toBe(one?.id);
    await releaseSender(ctx, shopId, one?.id ?? "");
    const free = phones.find((it) => held.every((sender) => sender.phone !== it)) ?? "";
    await expect(connect(free)).rejects.toMatchObject({ code: "sender-too-many" });
    await connect(one?.phone ?? "");
    await connectSender({ ...ctx, numbersPerShop: 6 }, provider, shopId, free);
    expect(await db.prisma.sender.count({ where: { shopId, releasedAt: null } })).toBe(6);
  });

  test("leaves nothing behind when the provider cannot be reached", async () => {
    const { provider, phone } = aProvider("long_code", true);
    const { id: shopId } = await aShop(db);
    await expect(connectSender(ctx, provider, shopId, phone)).rejects.toThrow("connection refused");
    expect(await senderFor(db, shopId)).toBeNull();
  });
});

test("the quickest number in service is chosen, for one shop and for many", async () => {
  const shop = await aShop(db);
  const slow = await aSender(db, { shopId: shop.id, partsPerSecond: 1 });
  const quick = await aSender(db, { shopId: shop.id, partsPerSecond: 100 });
  const other = await aSender(db);
  const none = await aShop(db);
  expect((await senderFor(db, shop.id))?.id).toBe(quick.id);
  expect((await senderFor(db, shop.id, slow.id))?.id).toBe(slow.id);
  expect(await senderFor(db, shop.id, other.id)).toBeNull();
  const many = await sendersFor(db, [shop.id, other.shopId, none.id]);
  expect([...many].map(([shopId, sender]) => [shopId, sender.id])).toEqual(
    expect.arrayContaining([
      [shop.id, quick.id],
      [other.shopId, other.id],
    ]),
  );
  expect(many.has(none.id)).toBe(false);
});

test("a number that the provider stops is out of service until the merchant restarts it", async () => {
  const { shopId, id, phone } = await aSender(db);
  expect(await stopSender(db, { shopId, senderId: id, because: "unregistered number" })).toBe(true);
  expect(await stopSender(db, { shopId, senderId: id, because: "again" })).toBe(false);
  expect(await senderFor(db, shopId)).toBeNull();
  expect(await db.everyShop.sender.findFirst({ where: { id } })).toMatchObject({
    state: "stopped",
    stoppedReason: "unregistered number",
  });
  expect(await receiverOf(phone)).toEqual({ shopId, senderId: id });
  expect(await restartSender(db, shopId, id)).toBe(true);
  expect((await senderFor(db, shopId))?.id).toBe(id);
});

test.each([
  ["long_code", 75, "local number"],
  ["toll_free", 20, "toll-free number"],
  ["short_code", 1_000, "short code"],
])("a %s may be set to %d parts a second, and what is beyond is refused with the bound", async (kind, most, words) => {
  const { shopId, id } = await aSender(db, { kind });
  for (const rate of [0, -1, most + 0.1, 2_000, Number.NaN, Number.POSITIVE_INFINITY])
    await expect(setSenderRate(ctx, shopId, id, rate)).rejects.toMatchObject({
      field: "partsPerSecond",
      message: expect.stringMatching(`${words} can send 0.1 to ${most.toLocaleString("en-US")} .*contact`),
    });
  await setSenderRate(ctx, shopId, id, most);
  await setSenderRate(ctx, shopId, id, 0.5);
  await expect(setSenderRate(ctx, (await aShop(db)).id, id, 5)).rejects.toMatchObject({ code: "sender-not-found" });
});
