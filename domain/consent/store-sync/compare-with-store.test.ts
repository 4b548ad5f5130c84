import { beforeEach, describe, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { aContext } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { compareWithStore } from "./compare-with-store.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const MINUTE = 60_000;
beforeEach(emptyDatabase);

type Person = Awaited<ReturnType<typeof aSubscriber>>;

const noticeOf = ({ id }: Person) => prisma.storeConsent.findFirst({ where: { subscriberId: id } });

describe("a store that says otherwise", () => {
  const later = (ms: number) => new Date(clock.now().getTime() + ms);

  function hear(
    { shopId, id: subscriberId }: Person,
    state: "subscribed" | "unsubscribed" | "pending" | "none",
    at: Date | null,
  ) {
    return db.transaction((tx) =>
      compareWithStore(tx, ctx, [{ shopId, subscriberId, state, at, eventAt: clock.now() }]),
    );
  }

  test("is told the stricter word, at a time after its own, once for each time it says so", async () => {
    const ada = await aSubscriber(db, { customerId: "1", marketing: "unsubscribed", marketingAt: later(-MINUTE) });
    await hear(ada, "subscribed", later(-30_000));
    expect(await noticeOf(ada)).toMatchObject({
      ...{ state: "unsubscribed", because: "conflict", decidedAt: later(-29_000), dueAt: clock.now() },
    });
    await prisma.storeConsent.updateMany({ data: { dueAt: null, toldAt: clock.now() } });
    await hear(ada, "subscribed", later(-30_000));
    expect(await noticeOf(ada)).toMatchObject({ dueAt: null });
    clock.advance(MINUTE);
    await hear(ada, "subscribed", later(-1_000));
    // Someone there keeps changing it back: once an hour is enough.
    expect(await noticeOf(ada)).toMatchObject({ dueAt: new Date(clock.now().getTime() - MINUTE + 60 * MINUTE) });
  });

  test.each([
    ["a no here and a question there", "unsubscribed", "pending", true],
    ["a question here and a yes there", "pending", "subscribed", true],
    ["a no on both sides", "unsubscribed", "unsubscribed", false],
    ["a no here and nothing there", "unsubscribed", "none", false],
    ["a question here and a no there", "pending", "unsubscribed", false],
    ["nothing here and a yes there", "never", "subscribed", false],
  ] as const)("%s", async (_, here, there, isTold) => {
    const marketingAt = here === "never" ? null : later(-MINUTE);
    const ada = await aSubscriber(db, { customerId: "1", marketing: here, marketingAt });
    await hear(ada, there, later(-30_000));
    expect((await noticeOf(ada))?.state ?? null).toBe(isTold ? here : null);
    if (isTold) expect((await noticeOf(ada))?.optInLevel).toBe(here === "pending" ? "confirmed" : "single");
  });

  test("a yes given here is told where there is none, but not one that the store said itself", async () => {
    const [form, checkout] = [await aSubscriber(db, { customerId: "1" }), await aSubscriber(db, { customerId: "2" })];
    const yes = { shopId: form.shopId, subscriberId: form.id, state: "subscribed", source: "import" } as const;
    await db.transaction((tx) => recordConsent(tx, ctx, [{ ...yes, occurredAt: clock.now() }]));
    await prisma.storeConsent.deleteMany();
    await hear(form, "none", null);
    await hear(checkout, "none", null);
    expect(await noticeOf(form)).toMatchObject({ state: "subscribed", decidedAt: clock.now() });
    expect(await noticeOf(checkout)).toBeNull();
  });

  test("about no one's customer, or someone erased, is told nothing", async () => {
    const marketing = { marketing: "unsubscribed", marketingAt: later(-MINUTE) };
    const stranger = await aSubscriber(db, marketing);
    const erased = await aSubscriber(db, { ...marketing, customerId: "1", redactedAt: clock.now() });
    await hear(stranger, "subscribed", later(0));
    await hear(erased, "subscribed", later(0));
    expect(await prisma.storeConsent.count()).toBe(0);
  });

  test("of two words in one batch the newest counts", async () => {
    const ada = await aSubscriber(db, { customerId: "1", marketing: "unsubscribed", marketingAt: later(-MINUTE) });
    const word = { shopId: ada.shopId, subscriberId: ada.id, at: later(-1_000) };
    const older = { ...word, state: "subscribed" as const, eventAt: later(-2_000) };
    const newer = { ...word, state: "unsubscribed" as const, eventAt: later(-1_000) };
    for (const words of [
      [older, newer],
      [newer, older],
    ])
      await db.transaction((tx) => compareWithStore(tx, ctx, words));
    expect(await noticeOf(ada)).toBeNull();
  });
});
