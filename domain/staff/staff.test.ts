import { beforeEach, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { needsAttention } from "#domain/operations/attention";
import { aContext } from "../../test/factories/context.ts";
import { aProvenPhone } from "../../test/factories/proven-phone.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { planStaffTexts, STAFF_TEXTS_PER_HOUR } from "./plan-staff-texts.ts";
import { addStaff, listStaff, removeStaff } from "./staff.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const PHONE = "+12125550123";
let shopId: string;
beforeEach(async () => {
  await emptyDatabase();
  shopId = (await aShop(db)).id;
  await aSender(db, { shopId });
});

const add = (phone = PHONE, name = "Robin") => addStaff(ctx, shopId, { name, phone });
const plan = (key: string, staffIds: string[], aboutId?: string) =>
  db.transaction((tx) =>
    planStaffTexts(tx, ctx, [{ shopId, staffIds, body: "A large order", key, ...(aboutId ? { aboutId } : {}) }]),
  );
const ids = async () => (await listStaff(db, shopId)).map(({ id }) => id);

test("a staff number is added after its phone was proven by a code, once, and removed", async () => {
  await expect(add()).rejects.toMatchObject({ code: "test-phone-unproven", field: "phone" });
  await aProvenPhone(db, shopId, PHONE);
  await expect(add(PHONE, " ")).rejects.toMatchObject({ field: "name" });
  await add();
  await add("(212) 555-0123", "Robin H.");
  expect(await listStaff(db, shopId)).toMatchObject([{ name: "Robin H.", phone: PHONE }]);
  const other = await aShop(db);
  const [id = ""] = await ids();
  await removeStaff(db, other.id, id);
  expect(await ids()).toEqual([id]);
  await removeStaff(db, shopId, id);
  expect(await ids()).toEqual([]);
});

test("a text to a staff number is told once, and not to one that was removed", async () => {
  await aProvenPhone(db, shopId, PHONE);
  await add();
  const staff = await ids();
  expect(await plan("order-1", staff)).toHaveLength(1);
  await plan("order-1", staff);
  expect(await prisma.message.findMany()).toMatchObject([
    { purpose: "transactional", state: "waiting", body: "A large order", occurrence: "staff:order-1" },
  ]);
  await removeStaff(db, shopId, staff[0] ?? "");
  await plan("order-2", staff);
  expect(await prisma.message.count()).toBe(1);
});

test("a STOP from the phone ends its texts, and it can't be added again", async () => {
  await aProvenPhone(db, shopId, PHONE);
  await add();
  const staff = await ids();
  const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { phone: PHONE } });
  const stop = {
    shopId,
    subscriberId,
    state: "unsubscribed",
    source: "inbound-text",
    occurredAt: clock.now(),
  } as const;
  await db.transaction((tx) => recordConsent(tx, ctx, [stop]));
  await plan("order-1", staff);
  expect(await prisma.message.count()).toBe(0);
  await expect(add()).rejects.toMatchObject({ code: "test-phone-opted-out" });
});

test("staff get sixty texts in an hour at most", async () => {
  await aProvenPhone(db, shopId, PHONE);
  await add();
  const staff = await ids();
  const { id: person } = await aSubscriber(db, { shopId });
  for (let n = 0; n < STAFF_TEXTS_PER_HOUR + 3; n += 1) await plan(`order-${n}`, staff, person);
  expect(await prisma.message.count()).toBe(STAFF_TEXTS_PER_HOUR);
  expect(await prisma.event.findMany({ where: { kind: "staff-not-texted" } })).toMatchObject([
    { subscriberId: person },
    { subscriberId: person },
    { subscriberId: person },
  ]);
  expect(await needsAttention(db, shopId, clock.now())).toMatchObject([{ kind: "staff-limit" }]);
  clock.advance(3_600_001);
  await plan("order-late", staff);
  expect(await prisma.message.count()).toBe(STAFF_TEXTS_PER_HOUR + 1);
});
