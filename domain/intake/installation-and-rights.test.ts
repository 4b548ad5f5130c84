import { beforeEach, describe, expect, test } from "vitest";
import { installShop } from "#domain/installations/install";
import { resolveDoubt } from "#domain/installations/resolve-doubt";
import { redactShopFurther } from "#domain/privacy/redact-shop";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aPerson, checkoutEvent, orderEvent, refundEvent } from "../../test/factories/store-event.ts";
import { applyStoreEvents } from "./apply-store-events.ts";
import type { StoreEvent } from "./store-event.ts";

const ctx = aContext();
const MINUTE = 60_000;
const removed = async () => ({ kind: "removed" as const });
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let phone: string;

beforeEach(async () => {
  ({ shopId } = await aLiveFlow(ctx.db));
  phone = aPhone();
});

const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const theSubscriber = () => ctx.db.prisma.subscriber.findFirstOrThrow({ where: { shopId } });

describe("an installation", () => {
  test("hears nothing that is older than itself", async () => {
    await ctx.db.prisma.shop.update({ where: { id: shopId }, data: { installedAt: later(0) } });
    await apply(checkoutEvent({ shopId, person: aPerson({ phone }), eventAt: later(-MINUTE) }));
    expect(await ctx.db.prisma.checkout.count({ where: { shopId } })).toBe(0);
  });

  test("hears an old refund that today's order carries", async () => {
    await ctx.db.prisma.shop.update({ where: { id: shopId }, data: { installedAt: later(0) } });
    const order = orderEvent({ shopId, eventAt: later(MINUTE), placedAt: later(-9 * MINUTE) });
    await apply(order, refundEvent({ shopId, intakeId: order.intakeId, eventAt: later(-5 * MINUTE) }));
    expect(await ctx.db.prisma.order.findFirst({ where: { shopId } })).toMatchObject({ refundedMicros: 10_000_000n });
  });

  test("that has ended hears nothing more, and its flows are paused", async () => {
    await apply({ kind: "uninstalled", shopId, intakeId: newId(), eventAt: later(0) });
    expect(await resolveDoubt(ctx, shopId, removed)).toBe("removed");
    await apply(checkoutEvent({ shopId, person: aPerson({ phone }) }));
    expect(await ctx.db.prisma.checkout.count({ where: { shopId } })).toBe(0);
    const flows = await ctx.db.prisma.flow.findMany({ where: { shopId } });
    expect(flows.map((flow) => flow.state)).toEqual(["paused"]);
  });

  test("whose end never came is ended by the store's erasure, and can begin again", async () => {
    await apply({ kind: "redact-shop", shopId, intakeId: newId(), eventAt: later(0) });
    expect(await resolveDoubt(ctx, shopId, removed)).toBe("removed");
    const shop = await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
    expect(shop.uninstalledAt).toEqual(later(0));
    expect((await ctx.db.prisma.flow.findFirstOrThrow({ where: { shopId } })).state).toBe("paused");
    while (await redactShopFurther(ctx, shopId));
    expect(await installShop(ctx, shop.domain)).toBe(shopId);
    expect(await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } })).toMatchObject({
      ...{ installedAt: ctx.clock.now(), uninstalledAt: null },
      ...{ detailsAt: null, redactedAt: null },
    });
  });

  test("that never was is no reason to fail the others", async () => {
    await apply(checkoutEvent({ shopId: newId() }), checkoutEvent({ shopId, person: aPerson({ phone }) }));
    expect(await ctx.db.prisma.checkout.count({ where: { shopId } })).toBe(1);
  });
});

describe("people's rights", () => {
  test("an erasure beats everything in its batch", async () => {
    await apply(
      {
        kind: "redact-customer",
        shopId,
        intakeId: newId(),
        eventAt: later(MINUTE),
        customerId: "7",
        phone,
        email: null,
        orderIds: ["1001"],
      },
      orderEvent({ shopId, person: aPerson({ phone, customerId: "7" }) }),
    );
    expect(await theSubscriber()).toMatchObject({ phone: null, firstName: null });
    expect(await ctx.db.prisma.order.findFirst({ where: { shopId } })).toMatchObject({ lines: [], statusUrl: null });
  });

  describe("of someone who was erased", () => {
    const person = () => aPerson({ phone, customerId: "7" });
    beforeEach(async () => {
      await apply(orderEvent({ shopId, person: person(), eventAt: later(-9 * MINUTE) }));
      const request = { customerId: "7", phone, email: null, orderIds: ["1001"] };
      await apply({ kind: "redact-customer", shopId, intakeId: newId(), eventAt: later(MINUTE), ...request });
    });
    const theOrder = () => ctx.db.prisma.order.findFirst({ where: { shopId } });
    const blank = { lines: [], statusUrl: null, landingSite: null };

    test("news that come late bring nothing back", async () => {
      const eventAt = later(-MINUTE);
      await apply(
        orderEvent({ shopId, person: person(), eventAt, landingSite: "/?email=ada@example.test" }),
        checkoutEvent({ shopId, person: person(), eventAt }),
        {
          kind: "sign-up",
          ...{ shopId, intakeId: newId(), eventAt, person: person(), seenFrom: null },
          consent: {
            ...{ phone, state: "subscribed", source: "sign-up-form", optInLevel: null, decidedAt: eventAt },
            shown: { text: "Yes", formVersion: null, ip: "203.0.113.9", page: null },
          },
        },
      );
      expect(await theOrder()).toMatchObject(blank);
      expect(await ctx.db.prisma.checkout.findFirst({ where: { shopId } })).toMatchObject({
        recoveryUrl: null,
        lines: [],
      });
      const ledger = await ctx.db.prisma.consentEvent.findMany({ where: { shopId, source: "sign-up-form" } });
      expect(ledger).toMatchObject([{ ip: null, textShown: null, evidence: {} }]);
      expect(await ctx.db.prisma.event.count({ where: { shopId, NOT: { data: { equals: {} } } } })).toBe(0);
      expect((await theSubscriber()).marketing).not.toBe("subscribed");
    });

    test("a change of their order, whose buyer the store has forgotten, brings nothing back", async () => {
      await apply(orderEvent({ shopId, person: aPerson(), eventAt: later(9 * MINUTE), landingSite: "/?ref=ada" }));
      expect(await theOrder()).toMatchObject(blank);
    });

    test("what they do when they have come back is kept", async () => {
      await apply(orderEvent({ shopId, orderId: "1002", person: person(), eventAt: later(9 * MINUTE) }));
      expect(await theSubscriber()).toMatchObject({ phone, redactedAt: null });
      expect(await ctx.db.prisma.order.count({ where: { shopId, statusUrl: { not: null } } })).toBe(1);
    });
  });

  test("a request for data is answered with what the batch has just told", async () => {
    await apply(
      {
        kind: "data-request",
        shopId,
        intakeId: newId(),
        eventAt: later(MINUTE),
        customerId: "7",
        phone,
        email: null,
        orderIds: [],
        requestId: "99",
      },
      orderEvent({ shopId, person: aPerson({ phone, customerId: "7" }) }),
    );
    const request = await ctx.db.prisma.dataRequest.findFirstOrThrow({ where: { shopId } });
    expect(JSON.stringify(request.file)).toContain("#1001");
  });

  test("a customer record deleted in the store is no decision of the person's", async () => {
    await apply(
      checkoutEvent({
        shopId,
        person: aPerson({ phone, customerId: "7" }),
        consent: { phone, state: "subscribed", source: "checkout", optInLevel: null, decidedAt: later(0) },
      }),
    );
    await apply({ kind: "customer-deleted", shopId, intakeId: newId(), eventAt: later(MINUTE), customerId: "7" });
    expect((await theSubscriber()).marketing).toBe("subscribed");
  });
});
