import { beforeEach, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { enroll } from "./enroll.ts";

const ctx = aContext();

beforeEach(() => ctx.clock.set(TUESDAY_MORNING));

// PostgreSQL keeps the keys of a document in an order of its own, and rules may leave out what has a default.
test.each([
  ["tags", { type: "tags", tags: ["vip"] }],
  ["tags, written out", { type: "tags", match: "any", tags: ["vip"] }],
  ["orders", { type: "orders", is: "at-most", count: 0 }],
  ["a group", { type: "and", rules: [{ type: "tags", match: "all", tags: ["vip"] }] }],
])("a branch on %s takes each person down their own path", async (_, rules) => {
  const vip = await aSubscriber(ctx.db, { tags: ["vip"] });
  const { shopId } = vip;
  const other = await aSubscriber(ctx.db, { shopId });
  await aSender(ctx.db, { shopId });
  const text = (id: string) => ({ id, type: "send", config: { text: `Hi ${id}` } });
  const document = parseDocument({
    purpose: "transactional",
    trigger: { kind: "order-placed" },
    steps: [
      {
        id: "branch",
        type: "branch",
        config: { condition: { kind: "segment", rules } },
        arms: { yes: [text("yes")], no: [text("no")] },
      },
    ],
  });
  await aLiveFlow(ctx.db, { shopId, document });
  const at = ctx.clock.now();
  const placed = [vip, other].map(({ id: subscriberId }) => ({
    ...{ shopId, kind: "order-placed" as const, subject: subscriberId, subscriberId, at, since: at },
  }));
  await ctx.db.transaction((tx) => enroll(tx, ctx, placed));
  const sent = await ctx.db.prisma.message.findMany({ where: { shopId } });
  const pathOf = new Map(sent.map((it) => [it.subscriberId, it.occurrence]));
  expect(pathOf.get(vip.id)).toBe("yes");
  expect(pathOf.get(other.id)).toBe(rules.type === "orders" ? "yes" : "no");
});
