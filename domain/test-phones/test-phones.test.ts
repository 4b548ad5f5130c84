import { beforeEach, describe, expect, test } from "vitest";
import { sendTest } from "#domain/campaigns/drafts/send-test";
import { recordConsent } from "#domain/consent/record";
import { setDailyCap } from "#domain/spending/daily-cap";
import { readTimeline } from "#domain/timeline/read";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aProvenPhone } from "../../test/factories/proven-phone.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { readTestPhone } from "./known.ts";
import { CODES_PER_PHONE, CODES_PER_SHOP, TESTS_PER_SHOP } from "./limits.ts";
import { proveTestPhone } from "./prove.ts";
import { sendTestCode } from "./send-code.ts";

const ctx = aContext();
const { db, clock } = ctx;
const PHONE = "+12125550123";
const MINUTE = 60_000;
const wording = { template: "Hello", variables: {}, linkUrl: null };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

async function aShopWithNumber(): Promise<string> {
  const { id } = await aShop(db);
  await aSender(db, { shopId: id });
  return id;
}

/** The code of the newest text to the phone. */
async function codeOn(phone: string): Promise<string> {
  const { id } = await db.everyShop.subscriber.findFirstOrThrow({ where: { phone } });
  const [text] = await db.everyShop.message.findMany({ where: { subscriberId: id }, orderBy: { id: "desc" }, take: 1 });
  return /\b\d{6}\b/.exec(text?.body ?? "")?.[0] ?? "";
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const codes = () => db.everyShop.message.count({ where: { occurrence: { startsWith: "code:" } } });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error.code,
  );

describe("a test text", () => {
  test("goes only to a number that was proven by the code that was texted to it", async () => {
    const shopId = await aShopWithNumber();
    expect(await refusal(sendTest(ctx, shopId, { phone: PHONE, wording }))).toBe("test-phone-unproven");
    expect(await sendTestCode(ctx, shopId, "(212) 555-0123")).toEqual({ kind: "sent", phone: PHONE });
    expect(await db.everyShop.message.findFirst()).toMatchObject({
      ...{ class: "transactional", purpose: "transactional", sourceKind: "test", state: "waiting" },
      body: expect.stringMatching(/^\d{6} is your Cartbell code/),
    });
    expect(await readTestPhone(ctx, shopId)).toBeNull();
    await proveTestPhone(ctx, shopId, { phone: PHONE, code: await codeOn(PHONE) });
    expect(await readTestPhone(ctx, shopId)).toEqual({ phone: PHONE, isProven: true });
    await sendTest(ctx, shopId, { phone: PHONE, wording });
    expect(await db.everyShop.message.count()).toBe(2);
    expect(await sendTestCode(ctx, shopId, PHONE)).toEqual({ kind: "proven-already", phone: PHONE });
    expect(await db.everyShop.message.count()).toBe(2);
  });

  test("goes to none of 60 strangers, and none of them is proven for another shop", async () => {
    const [shopId, other] = [await aShopWithNumber(), await aShopWithNumber()];
    await aProvenPhone(db, other, PHONE);
    const strangers = [PHONE, ...Array.from({ length: 59 }, () => aPhone("212"))];
    for (const phone of strangers)
      expect(await refusal(sendTest(ctx, shopId, { phone, wording }))).toBe("test-phone-unproven");
    expect(await db.everyShop.message.count()).toBe(0);
    expect(await db.everyShop.subscriber.count()).toBe(0);
  });

  test("goes a few times an hour, however many at once and to however many phones", async () => {
    const shopId = await aShopWithNumber();
    const phones = [PHONE, aPhone("212"), aPhone("212")];
    for (const phone of phones) await aProvenPhone(db, shopId, phone);
    const asked = Array.from({ length: 12 }, (_, i) => sendTest(ctx, shopId, { phone: phones[i % 3] ?? "", wording }));
    const done = await Promise.allSettled(asked);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(TESTS_PER_SHOP);
    expect(await db.everyShop.message.count()).toBe(TESTS_PER_SHOP);
    clock.advance(60 * MINUTE);
    await sendTest(ctx, shopId, { phone: PHONE, wording });
    expect(await refusal(sendTest(ctx, await aShopWithNumber(), { phone: PHONE, wording }))).toBe(
      "test-phone-unproven",
    );
  });
});

describe("a code", () => {
  test("is sent to one phone a few times an hour, from all shops together", async () => {
    const shops = await Promise.all(Array.from({ length: 6 }, aShopWithNumber));
    const done = await Promise.allSettled(shops.map((shopId) => sendTestCode(ctx, shopId, PHONE)));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(CODES_PER_PHONE);
    expect(await codes()).toBe(CODES_PER_PHONE);
    expect(await refusal(sendTestCode(ctx, shops[0] ?? "", PHONE))).toBe("test-codes-too-many");
    clock.advance(60 * MINUTE);
    await sendTestCode(ctx, shops[0] ?? "", PHONE);
  });

  test("is sent by one shop a few times an hour, to all phones together", async () => {
    const shopId = await aShopWithNumber();
    const phones = Array.from({ length: 60 }, () => aPhone("212"));
    const done = await Promise.allSettled(phones.slice(0, 10).map((phone) => sendTestCode(ctx, shopId, phone)));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(CODES_PER_SHOP);
    for (const phone of phones) expect(await refusal(sendTestCode(ctx, shopId, phone))).toBe("test-codes-too-many");
    expect(await codes()).toBe(CODES_PER_SHOP);
  });

  test("may be entered wrongly a few times only, also at once; then the right one is refused", async () => {
    const shopId = await aShopWithNumber();
    await sendTestCode(ctx, shopId, PHONE);
    const code = await codeOn(PHONE);
    const guesses = Array.from({ length: 5 }, () =>
      refusal(proveTestPhone(ctx, shopId, { phone: PHONE, code: wrong(code) })),
    );
    expect(await Promise.all(guesses)).toEqual(Array(5).fill("test-code-wrong"));
    expect(await refusal(proveTestPhone(ctx, shopId, { phone: PHONE, code }))).toBe("test-code-over");
    expect(await readTestPhone(ctx, shopId)).toBeNull();
  });

  test("is over after ten minutes, when a newer one was sent, and once it was used", async () => {
    const shopId = await aShopWithNumber();
    const prove = (code: string) => refusal(proveTestPhone(ctx, shopId, { phone: PHONE, code }));
    await sendTestCode(ctx, shopId, PHONE);
    const old = await codeOn(PHONE);
    clock.advance(10 * MINUTE);
    expect(await prove(old)).toBe("test-code-over");
    await sendTestCode(ctx, shopId, PHONE);
    const replaced = await codeOn(PHONE);
    await sendTestCode(ctx, shopId, PHONE);
    const newest = await codeOn(PHONE);
    expect(await prove(replaced)).toBe(replaced === newest ? null : "test-code-wrong");
    expect(await prove(newest)).toBeNull();
    expect(await prove(newest)).toBe("test-code-over");
  });

  test("proves its own phone, for its own shop, alone", async () => {
    const [shopId, other] = [await aShopWithNumber(), await aShopWithNumber()];
    const stranger = aPhone("212");
    await sendTestCode(ctx, shopId, PHONE);
    const code = await codeOn(PHONE);
    await sendTestCode(ctx, shopId, stranger);
    expect(await refusal(proveTestPhone(ctx, shopId, { phone: stranger, code }))).toBe("test-code-wrong");
    expect(await refusal(proveTestPhone(ctx, other, { phone: PHONE, code }))).toBe("test-code-over");
  });

  test.each(["", "12345", "abcdef", "1234567", "000000\u0000"])("“%s” is refused by its field", async (code) => {
    const shopId = await aShopWithNumber();
    await sendTestCode(ctx, shopId, PHONE);
    await expect(proveTestPhone(ctx, shopId, { phone: PHONE, code })).rejects.toMatchObject({ field: "code" });
  });

  test("is kept as a hash, and no screen shows its text", async () => {
    const shopId = await aShopWithNumber();
    await sendTestCode(ctx, shopId, PHONE);
    const code = await codeOn(PHONE);
    expect(JSON.stringify(await db.everyShop.testPhone.findMany())).not.toContain(code);
    const { id: subscriberId } = await db.everyShop.subscriber.findFirstOrThrow();
    const page = await readTimeline(db, { shopId, subscriberId }, { formatTime: (at) => at.toISOString() });
    expect(page.entries).toHaveLength(1);
    expect(JSON.stringify(page)).not.toContain(code);
  });
});

describe("neither a code nor a test", () => {
  const both = async (shopId: string, phone: string) => [
    await refusal(sendTestCode(ctx, shopId, phone)),
    await refusal(sendTest(ctx, shopId, { phone, wording })),
    await codes(),
  ];

  test.each([
    ["opted-out", "test-phone-opted-out"],
    ["opted-out-at-provider", "test-phone-opted-out"],
    ["reply-unsure", "test-phone-opted-out"],
    ["invalid-number", "test-phone-dead"],
  ])("goes to a number that is suppressed as %s, proven or not", async (reason, code) => {
    const shopId = await aShopWithNumber();
    const data = { shopId, phoneHash: ctx.hashPhone(PHONE), reason, at: clock.now() };
    await db.prisma.suppression.create({ data });
    expect(await both(shopId, PHONE)).toEqual([code, code, 0]);
    await aProvenPhone(db, shopId, PHONE);
    expect(await both(shopId, PHONE)).toEqual([code, code, 0]);
    await db.everyShop.suppression.updateMany({ data: { liftedAt: clock.now() } });
    await sendTest(ctx, shopId, { phone: PHONE, wording });
  });

  test("goes to a subscriber who unsubscribed", async () => {
    const shopId = await aShopWithNumber();
    const { id: subscriberId, phone } = await aSubscriber(db, { shopId });
    const decision = { state: "unsubscribed" as const, source: "inbound-text" as const, occurredAt: clock.now() };
    await db.transaction((tx) => recordConsent(tx, ctx, [{ shopId, subscriberId, ...decision }]));
    expect(await both(shopId, phone)).toEqual(["test-phone-opted-out", "test-phone-opted-out", 0]);
  });

  test("goes beyond the shop's spend cap", async () => {
    const shopId = await aShopWithNumber();
    await aProvenPhone(db, shopId, PHONE);
    await setDailyCap(ctx, shopId, 1);
    expect(await both(shopId, PHONE)).toEqual([null, "test-cap-reached", 0]);
    expect(await refusal(sendTestCode(ctx, shopId, aPhone("212")))).toBe("test-cap-reached");
    expect(await db.everyShop.message.count()).toBe(0);
  });
});
