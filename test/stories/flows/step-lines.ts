import { createList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { addStaff, listStaff } from "#domain/staff/staff";
import { propertiesOf } from "#domain/subscribers/properties/read";
import type { TestContext } from "../../factories/context.ts";
import { aLiveFlow } from "../../factories/flow.ts";
import { aPhone } from "../../factories/phone.ts";
import { aProvenPhone } from "../../factories/proven-phone.ts";

const HOUR = 3_600_000;

export interface StepWorld {
  ctx: TestContext;
  shopId: string;
  subscriberId: string;
}

/** What must be true of a type of step, whichever flow it is in. */
export interface StepLine {
  config: object | ((world: StepWorld) => Promise<object>);
  arms?: readonly string[];
  /** How long a person stays at the step when nothing comes. Absent: not at all. */
  staysMs?: number;
  /** What lets them go on earlier, and where to. */
  earlier?: { comes: "answer" | "clicked"; goesTo: string };
  /** The text that comes next: "after" the step, or that of a path. Null: the walk is over. */
  goesTo: string | null;
  /** What the step has done: a number that is 0 before it. */
  done?: (world: StepWorld) => Promise<number>;
  /** That number once a person has come to it twice, by two events. */
  doneTwice?: number;
}

const tagsOf = async ({ ctx, shopId, subscriberId }: StepWorld): Promise<string[]> =>
  (await ctx.db.prisma.subscriber.findFirstOrThrow({ where: { shopId, id: subscriberId } })).tags;
const isOnList = ({ ctx, shopId, subscriberId }: StepWorld) =>
  ctx.db.prisma.listMember.count({ where: { shopId, subscriberId } });
const yesNo = ["yes", "no"] as const;

/** Every step type's line. A type that is added to the registry needs one here. */
export const stepLines: Record<string, StepLine> = {
  wait: { config: { minutes: 90 }, staysMs: 1.5 * HOUR, goesTo: "after" },
  // It is 10:00 where the person is.
  "wait-until-time": { config: { minute: 13 * 60 }, staysMs: 3 * HOUR, goesTo: "after" },
  "wait-until-date": {
    config: { from: "event", property: "pickup", days: 0, minute: 10 * 60 },
    staysMs: 24 * HOUR,
    goesTo: "after",
  },
  "wait-for-event": {
    config: { event: "clicked", minutes: 120 },
    arms: ["happened", "timed-out"],
    staysMs: 2 * HOUR,
    earlier: { comes: "clicked", goesTo: "happened" },
    goesTo: "timed-out",
  },
  send: { config: { text: "Hello" }, goesTo: "after" },
  branch: {
    config: { condition: { kind: "segment", rules: { type: "tags", tags: ["vip"] } } },
    arms: yesNo,
    goesTo: "no",
  },
  "random-split": {
    config: {
      paths: [
        { id: "a", weight: 0 },
        { id: "b", weight: 1 },
      ],
    },
    arms: ["a", "b"],
    goesTo: "b",
  },
  tag: {
    config: { tag: "thanked" },
    goesTo: "after",
    done: async (world) => (await tagsOf(world)).filter((it) => it === "thanked").length,
    doneTwice: 1,
  },
  untag: {
    config: { tag: "new" },
    goesTo: "after",
    done: async (world) => ((await tagsOf(world)).includes("new") ? 0 : 1),
    doneTwice: 1,
  },
  "set-property": {
    config: { name: "Tier", value: "gold" },
    goesTo: "after",
    done: async ({ ctx, shopId, subscriberId }) =>
      (await propertiesOf(ctx.db, shopId, [subscriberId])).get(subscriberId)?.length ?? 0,
    doneTwice: 1,
  },
  "add-to-list": {
    config: async ({ ctx, shopId }) => ({ listId: await createList(ctx, shopId, "Fair"), listName: "Fair" }),
    goesTo: "after",
    done: isOnList,
    doneTwice: 1,
  },
  "remove-from-list": {
    config: async ({ ctx, shopId, subscriberId }) => {
      const listId = await createList(ctx, shopId, "Fair");
      await addToList(ctx.db, ctx, { shopId, listId, subscriberIds: [subscriberId] });
      return { listId, listName: "Fair" };
    },
    goesTo: "after",
    done: async (world) => 1 - (await isOnList(world)),
    doneTwice: 1,
  },
  "start-flow": {
    config: async ({ ctx, shopId }) => ({ flowId: (await anotherFlow(ctx, shopId)).id, flowName: "Other" }),
    goesTo: "after",
    done: ({ ctx, shopId }) => ctx.db.prisma.enrollment.count({ where: { shopId, subject: { startsWith: "start:" } } }),
    doneTwice: 2,
  },
  "discount-code": {
    config: { terms: { kind: "percentage", value: 10, minimumMicros: 0, prefix: "" }, waitMinutes: 60 },
    staysMs: HOUR,
    earlier: { comes: "answer", goesTo: "after" },
    goesTo: "after",
    done: ({ ctx, shopId }) => ctx.db.prisma.discountWait.count({ where: { shopId } }),
    doneTwice: 2,
  },
  webhook: {
    config: { url: "https://points.test/flow", waits: true, waitMinutes: 30 },
    staysMs: HOUR / 2,
    earlier: { comes: "answer", goesTo: "after" },
    goesTo: "after",
    done: ({ ctx, shopId }) => ctx.db.prisma.outgoingRequest.count({ where: { shopId } }),
    doneTwice: 2,
  },
  fetch: {
    config: { what: "customer", waitMinutes: 60 },
    staysMs: HOUR,
    earlier: { comes: "answer", goesTo: "after" },
    goesTo: "after",
    done: ({ ctx, shopId }) => ctx.db.prisma.storeFetch.count({ where: { shopId } }),
    doneTwice: 2,
  },
  "notify-staff": {
    config: async ({ ctx, shopId }) => {
      const phone = aPhone();
      await aProvenPhone(ctx.db, shopId, phone);
      await addStaff(ctx, shopId, { name: "Robin", phone });
      return { staffIds: (await listStaff(ctx.db, shopId)).map(({ id }) => id), text: "Call {{ customer.phone }}" };
    },
    goesTo: "after",
    done: ({ ctx, shopId, subscriberId }) => ctx.db.prisma.message.count({ where: { shopId, NOT: { subscriberId } } }),
    doneTwice: 2,
  },
  exit: { config: {}, goesTo: null },
};

function anotherFlow(ctx: TestContext, shopId: string) {
  const trigger = { kind: "custom-event" as const, settings: { name: "never" } };
  const wait = { id: "long", type: "wait", config: { minutes: 10_000 }, arms: {} };
  return aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    name: "Other",
    document: { purpose: "marketing", trigger, steps: [wait, { ...wait, id: "longer" }] },
  });
}
