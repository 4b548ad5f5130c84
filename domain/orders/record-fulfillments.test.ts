import { beforeEach, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aPerson, fulfillmentEvent, orderEvent, scanEvent } from "../../test/factories/store-event.ts";

const ctx = aContext();
const at = (minutes: number) => new Date(TUESDAY_MORNING.getTime() + minutes * 60_000);
let shopId: string;
beforeEach(async () => {
  ({ id: shopId } = await aShop(ctx.db));
});

const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const fulfillments = () => ctx.db.prisma.fulfillment.findMany({ where: { shopId }, orderBy: { id: "asc" } });
const theOrder = () => ctx.db.prisma.order.findFirstOrThrow({ where: { shopId } });

test("a scan, its fulfillment and the order are recorded in any order", async () => {
  const told = [
    scanEvent({ shopId, eventAt: at(60) }),
    fulfillmentEvent({ shopId, eventAt: at(10), milestone: null }),
    orderEvent({ shopId, person: aPerson({ phone: aPhone() }) }),
  ];
  for (const event of [...told, ...told]) await apply(event);
  expect(await fulfillments()).toMatchObject([
    {
      id: "501",
      orderId: "1001",
      status: "success",
      tracking: { company: "UPS", numbers: ["1Z999"] },
      milestones: { delivered: { happened: at(60).getTime() }, shipped: { told: at(10).getTime() } },
    },
  ]);
});

test("an order has several shipments, each with its own tracking", async () => {
  const second = { company: "USPS", numbers: ["94001", "94002"], urls: [] };
  await apply(
    fulfillmentEvent({ shopId }),
    fulfillmentEvent({ shopId, fulfillmentId: "502", tracking: second }),
    fulfillmentEvent({ shopId, fulfillmentId: "502", tracking: second, eventAt: at(5), status: "cancelled" }),
  );
  expect(await fulfillments()).toMatchObject([
    { id: "501", status: "success" },
    { id: "502", status: "cancelled", tracking: second },
  ]);
});

test("another shop's fulfillment of the same number is another fulfillment", async () => {
  const { id: other } = await aShop(ctx.db);
  await apply(fulfillmentEvent({ shopId }), fulfillmentEvent({ shopId: other, status: "cancelled", eventAt: at(9) }));
  expect(await fulfillments()).toMatchObject([{ status: "success" }]);
});

test("when an order was paid is known whichever news come first", async () => {
  const unpaid = orderEvent({ shopId, isPaid: false });
  const paid = orderEvent({ shopId, isPaid: true, eventAt: at(90) });
  const later = orderEvent({ shopId, isPaid: true, eventAt: at(200) });
  for (const event of [later, paid, unpaid, paid]) await apply(event);
  expect(await theOrder()).toMatchObject({ paidAt: at(90), unpaidAt: TUESDAY_MORNING });
});
