import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { aTracedPerson, everythingHeld } from "../../test/factories/traced-person.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { answerDataRequests } from "./answer-data-requests.ts";
import { redactCustomers } from "./redact-customers.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

const now = () => ctx.clock.now();

function anOrphanOrder(shopId: string, id: string) {
  const about = { name: `#${id}`, currency: "USD", totalMicros: 1n, statusUrl: "https://SECRET" };
  return { shopId, id, ...about, placedAt: now(), eventAt: now() };
}

describe("forgetting a customer", () => {
  test("leaves nothing personal, keeps the STOP and the proof, and withdraws what is claimed", async () => {
    const shop = await aShop(db);
    const person = await aTracedPerson(ctx, shop.id);
    await db.prisma.suppression.create({
      data: { shopId: shop.id, phoneHash: person.phoneHash, reason: "opted-out", at: now() },
    });
    const request = { shopId: shop.id, phone: null, customerId: null, orderIds: [], askedAt: now() };
    await db.transaction((tx) =>
      answerDataRequests(tx, ctx, [
        { ...request, requestId: "1", customerId: person.customerId },
        { ...request, requestId: "2", phone: person.phone },
      ]),
    );
    expect(await everythingHeld(db)).toContain("SECRET");
    const redaction = { shopId: shop.id, customerId: "SECRET-customer", phone: person.phone, orderIds: [] };
    await db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));

    const left = await everythingHeld(db);
    expect(left).not.toContain("SECRET");
    expect(left).not.toContain(person.phone);
    expect(left).not.toContain("203.0.113.7");
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({
      phoneHash: person.phoneHash,
      marketing: "unsubscribed",
      ruleSignature: "unknown",
      redactedAt: now(),
    });
    expect(await db.everyShop.suppression.count()).toBe(1);
    expect(await db.everyShop.message.findMany({ where: { state: "skipped" } })).toMatchObject([
      { reason: "redacted" },
    ]);
    expect(await db.everyShop.recall.findMany()).toMatchObject([{ kind: "subscriber", target: person.id }]);
    expect(await db.everyShop.redaction.findMany()).toMatchObject([
      {
        kind: "customer",
        counts: {
          subscribers: 1,
          consentEvents: 2,
          messages: 2,
          inboundTexts: 1,
          events: 1,
          checkouts: 1,
          orders: 1,
          clicks: 1,
          shortLinks: 1,
          dataRequests: 2,
          intake: 1,
        },
      },
    ]);
  });

  test("blanks texts to staff about them, skips those that wait, and ends what is asked of the store for them", async () => {
    const shop = await aShop(db);
    const person = await aTracedPerson(ctx, shop.id);
    const neighbor = await aSubscriber(db, { shopId: shop.id });
    const staff = await aSubscriber(db, { shopId: shop.id });
    const [enrollment] = await db.everyShop.enrollment.findMany({ where: { subscriberId: person.id } });
    if (!enrollment) throw new Error("The traced person is in no flow.");
    const { id: _, ...walk } = enrollment;
    const { id: neighbors } = await db.prisma.enrollment.create({
      data: { ...walk, id: newId(), subscriberId: neighbor.id, subject: "other", event: {}, memory: {} },
    });
    const staffText = (occurrence: string, state: string) => ({
      ...{ shopId: shop.id, month: new Date("2026-11-01"), id: newId(), subscriberId: staff.id, senderId: newId() },
      ...{ class: "transactional", purpose: "transactional", sourceKind: "test", sourceId: shop.id, occurrence, state },
      ...{ body: "SECRET", phone: staff.phone, dueAt: now(), expiresAt: now(), createdAt: now() },
    });
    await db.prisma.message.createMany({
      data: [
        staffText(`staff:${enrollment.id}:sent`, "delivered"),
        staffText(`staff:${enrollment.id}:next`, "waiting"),
        staffText(`staff:${neighbors}:next`, "waiting"),
        staffText("staff:no-enrollment", "waiting"),
      ],
    });
    const fetch = { shopId: shop.id, stepId: "fetch", what: "customer", recordId: "1", dueAt: now(), until: now() };
    await db.prisma.storeFetch.createMany({
      data: [enrollment.id, neighbors].map((enrollmentId) => ({ ...fetch, enrollmentId })),
    });
    const { phone } = person;
    const request = { shopId: shop.id, requestId: "1", phone, customerId: null, orderIds: [], askedAt: now() };
    await db.transaction((tx) => answerDataRequests(tx, ctx, [request]));
    const { file } = await db.everyShop.dataRequest.findFirstOrThrow();
    expect((file as { textsToStaffAboutThem: unknown[] }).textsToStaffAboutThem).toHaveLength(2);

    await db.transaction((tx) =>
      redactCustomers(tx, ctx, [{ shopId: shop.id, customerId: null, phone, orderIds: [] }]),
    );
    const texts = await db.everyShop.message.findMany({ where: { subscriberId: staff.id }, orderBy: { id: "asc" } });
    expect(texts.map(({ state, reason, body, phone }) => [state, reason, body, phone === staff.phone])).toEqual([
      ["delivered", null, null, true],
      ["skipped", "redacted", null, true],
      ["waiting", null, "SECRET", true],
      ["waiting", null, "SECRET", true],
    ]);
    expect(await db.everyShop.storeFetch.findMany()).toMatchObject([{ enrollmentId: neighbors }]);
    expect(await db.everyShop.redaction.findFirst()).toMatchObject({ counts: { staffTexts: 2, storeFetches: 1 } });
  });

  test("twice blanks nothing more and leaves one line in the ledger", async () => {
    const shop = await aShop(db);
    const person = await aTracedPerson(ctx, shop.id);
    const redaction = { shopId: shop.id, customerId: null, phone: person.phone, orderIds: [] };
    await db.transaction((tx) => redactCustomers(tx, ctx, [redaction, redaction]));
    const [, second] = await db.everyShop.redaction.findMany({ orderBy: { id: "asc" } });
    expect(Object.values(second?.counts as Record<string, number>).every((count) => count === 0)).toBe(true);
    expect(await db.everyShop.consentEvent.count({ where: { source: "redaction" } })).toBe(1);
  });

  test("touches no one else: not the neighbour, not the same number in another shop", async () => {
    const [shop, other] = [await aShop(db), await aShop(db)];
    const person = await aTracedPerson(ctx, shop.id);
    const neighbour = await aSubscriber(db, { shopId: shop.id });
    const elsewhere = await aSubscriber(db, { shopId: other.id, phone: person.phone });
    const redaction = { shopId: shop.id, customerId: person.customerId, phone: person.phone, orderIds: [] };
    await db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));
    const kept = await db.everyShop.subscriber.findMany({ where: { redactedAt: null } });
    expect(new Set(kept.map((it) => it.id))).toEqual(new Set([neighbour.id, elsewhere.id]));
  });

  test("finds them by a number as it is written in the shop's country", async () => {
    const { id: shopId } = await aShop(db, { country: "US" });
    const person = await aSubscriber(db, { shopId });
    const phone = person.phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3");
    const request = { shopId, requestId: "1", customerId: null, phone, orderIds: [], askedAt: now() };
    await db.transaction((tx) => answerDataRequests(tx, ctx, [request]));
    expect(await db.everyShop.dataRequest.findFirstOrThrow()).toMatchObject({
      file: { identity: [{ id: person.id }] },
    });
    await db.transaction((tx) => redactCustomers(tx, ctx, [{ shopId, customerId: null, phone, orderIds: [] }]));
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ phone: null, redactedAt: now() });
  });

  test("an order of someone we never knew is blanked, and the request is noted", async () => {
    const { id: shopId } = await aShop(db);
    await db.prisma.order.create({ data: anOrphanOrder(shopId, "99") });
    await db.transaction((tx) =>
      redactCustomers(tx, ctx, [{ shopId, customerId: "5", phone: "not a number", orderIds: ["99"] }]),
    );
    expect(await db.everyShop.order.findFirstOrThrow()).toMatchObject({ statusUrl: null, totalMicros: 1n });
    expect(await db.everyShop.redaction.findFirstOrThrow()).toMatchObject({ counts: { subscribers: 0, orders: 1 } });
  });
});

describe("someone whose line of a file was refused", () => {
  const phone = "+12125550142";
  async function aRefusedLine() {
    const { id: shopId } = await aShop(db);
    const file = { shopId, id: newId(), kind: "subscribers", state: "finished", fileName: "people.csv" };
    await db.prisma.import.create({ data: { ...file, toldAt: now(), createdAt: now(), updatedAt: now() } });
    const line = { shopId, importId: file.id, reason: "not-subscribed" };
    await db.prisma.importRefusal.create({ data: { ...line, line: 2n, cells: ["SECRET", "(212) 555-0142"] } });
    await db.prisma.importRefusal.create({ data: { ...line, line: 3n, cells: ["Grace", "(212) 555-0143"] } });
    return { shopId, customerId: null, phone, orderIds: [] };
  }

  test("is told of it, and forgotten with the file that told, though no one's subscriber", async () => {
    const about = await aRefusedLine();
    await db.transaction((tx) => answerDataRequests(tx, ctx, [{ ...about, requestId: "80", askedAt: now() }]));
    expect(await db.everyShop.dataRequest.findFirstOrThrow()).toMatchObject({
      file: { refusedLinesOfFiles: [{ line: 2, cells: ["SECRET", expect.any(String)] }] },
    });
    await db.transaction((tx) => redactCustomers(tx, ctx, [about]));
    const lines = await db.everyShop.importRefusal.findMany({ orderBy: { line: "asc" } });
    expect(lines.map(({ cells }) => cells)).toEqual([[], ["Grace", "(212) 555-0143"]]);
    expect(await everythingHeld(db)).not.toContain(phone);
    expect(await db.everyShop.dataRequest.findFirstOrThrow()).toMatchObject({ file: null, redactedAt: now() });
  });
});

describe("an order of someone we never knew", () => {
  const cart = { token: "cart", recoveryUrl: "https://SECRET/recover", lines: [{ title: "SECRET candle" }] };
  async function anOrderWithItsCart() {
    const { id: shopId } = await aShop(db);
    await db.prisma.checkout.create({ data: { shopId, ...cart, createdAt: now() } });
    await db.prisma.order.create({ data: { ...anOrphanOrder(shopId, "99"), checkoutToken: "cart" } });
    await db.prisma.order.create({ data: anOrphanOrder(shopId, "100") });
    return { shopId, customerId: "5", phone: null, orderIds: ["99"] };
  }

  test("is in the file when the store names it, with the cart that led to it", async () => {
    const request = { ...(await anOrderWithItsCart()), requestId: "79", askedAt: now() };
    await db.transaction((tx) => answerDataRequests(tx, ctx, [request]));
    expect(await db.everyShop.dataRequest.findFirstOrThrow()).toMatchObject({
      file: { orders: [{ id: "99" }], checkouts: [{ recoveryUrl: cart.recoveryUrl }] },
    });
  });

  test("is forgotten with that cart", async () => {
    const redaction = await anOrderWithItsCart();
    await db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));
    expect(await db.everyShop.checkout.findFirstOrThrow()).toMatchObject({ recoveryUrl: null, lines: [] });
    expect(await db.everyShop.order.count({ where: { statusUrl: { not: null } } })).toBe(1);
  });
});

describe("telling a customer what is held", () => {
  test("the file has everything, once, and nothing of anyone else", async () => {
    const shop = await aShop(db);
    const person = await aTracedPerson(ctx, shop.id);
    await aSubscriber(db, { shopId: shop.id, firstName: "Somebody else" });
    const request = {
      shopId: shop.id,
      requestId: "77",
      customerId: "SECRET-customer",
      phone: null,
      orderIds: [],
      askedAt: now(),
    };
    await db.transaction((tx) => answerDataRequests(tx, ctx, [request, request]));
    const [answer, ...others] = await db.everyShop.dataRequest.findMany();
    expect(others).toEqual([]);
    expect(answer).toMatchObject({
      id: "77",
      askedAt: now(),
      file: {
        identity: [{ phone: person.phone, email: "SECRET@example.test", tags: ["SECRET"], marketing: "subscribed" }],
        textsFromThem: [{ body: "SECRET question", understoodAs: "conversation" }],
        clicks: [{ userAgent: "SECRET phone", ledTo: "https://SECRET/cart" }],
        checkouts: [{ recoveryUrl: "https://SECRET/recover" }],
        orders: [{ name: "#1001", total: 25, statusUrl: "https://SECRET/order" }],
        events: [{ data: { title: "SECRET" } }],
      },
    });
    const file = answer?.file as { consent: unknown[]; textsToThem: unknown[] };
    expect([file.consent.length, file.textsToThem.length]).toEqual([2, 2]);
    expect(JSON.stringify(file)).not.toContain("Somebody else");
  });

  test("someone we do not know gets a file that says so", async () => {
    const { id: shopId } = await aShop(db);
    const request = { shopId, requestId: "78", customerId: "5", phone: "+12125550199", orderIds: [], askedAt: now() };
    await db.transaction((tx) => answerDataRequests(tx, ctx, [request]));
    expect(await db.everyShop.dataRequest.findFirstOrThrow()).toMatchObject({
      file: { asked: { customerId: "5" }, identity: [], consent: [], textsToThem: [] },
    });
  });
});
