import { beforeEach } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { readVariants } from "#domain/flows/experiments/read-variants";
import { takeTests } from "#domain/flows/experiments/take-tests";
import { testsOf } from "#domain/flows/experiments/tests-of";
import type { WinnerRule } from "#domain/flows/experiments/text-test";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { newCode } from "#domain/links/code";
import { newId } from "#platform/ids";
import { type TestContext, TUESDAY_MORNING } from "../context.ts";
import { manySubscribers } from "../many-subscribers.ts";
import { aShop } from "../shop.ts";

export const MINUTE = 60_000;
/** The step that has the test. */
export const STEP = "say";
export const byClicks: WinnerRule = { by: "clicks", confidence: 95, minimum: 50 };

const documentOf = (texts: [string, string], winner: WinnerRule | null) => ({
  purpose: "marketing",
  trigger: { kind: "order-placed" },
  steps: [
    {
      id: STEP,
      type: "send",
      config: {
        text: "",
        test: {
          variants: texts.map((text, i) => ({ id: "ab"[i], text: `${text} {{ link }}`, weight: 50 })),
          winner,
        },
      },
    },
  ],
});

interface Sent {
  variant: string;
  people: number;
  clicked?: number;
  /** Of those who clicked, in whole units of the shop's money. */
  orders?: number[];
  state?: string;
}

/** A published flow with an A/B test of two texts, a new one for each test. Call it at the top of a file. */
export function aTestedText(ctx: TestContext) {
  const { prisma } = ctx.db;
  const flow = { shopId: "", id: "" };

  beforeEach(async () => {
    ctx.clock.set(TUESDAY_MORNING);
    ctx.enqueued.length = 0;
    flow.shopId = (await aShop(ctx.db)).id;
    flow.id = await createFlow(ctx, flow.shopId, { name: "Thanks", document: documentOf(["Hi", "Hello"], byClicks) });
    await publish();
  });

  async function publish(
    texts: [string, string] = ["Hi", "Hello"],
    winner: WinnerRule | null = byClicks,
  ): Promise<void> {
    await saveDraft(ctx, flow.shopId, flow.id, documentOf(texts, winner));
    await publishFlow(ctx, flow.shopId, flow.id);
  }

  const rows = () => prisma.textTest.findMany({ where: { shopId: flow.shopId }, orderBy: { startedAt: "asc" } });
  const report = async () => (await readVariants(ctx.db, flow.shopId, flow.id))[STEP];
  const look = () => takeTests(ctx, flow.shopId, flow.id);
  const later = (minutes: number) => ctx.clock.set(new Date(ctx.clock.now().getTime() + minutes * MINUTE));

  async function liveVersionId(): Promise<string> {
    const where = { shopId_id: { shopId: flow.shopId, id: flow.id } };
    return (await prisma.flow.findUniqueOrThrow({ where })).liveVersionId ?? "";
  }

  /** The key of the live version's test. */
  async function keyOfLive(): Promise<string> {
    const where = { shopId_id: { shopId: flow.shopId, id: await liveVersionId() } };
    const { document } = await prisma.flowVersion.findUniqueOrThrow({ where });
    return testsOf(parseDocument(document))[0]?.key ?? "";
  }

  /** People who were sent a text of the live version, by what their messages keep. Returns the ids of the people. */
  async function sent({ variant, people, clicked = 0, orders = [], state = "delivered" }: Sent): Promise<string[]> {
    const { shopId, id: flowId } = flow;
    const versionId = await liveVersionId();
    const key = await keyOfLive();
    const ids = await manySubscribers(ctx.db, shopId, people);
    const now = ctx.clock.now();
    const month = new Date("2026-11-01");
    const texts = ids.map((subscriberId) => ({ subscriberId, id: newId(), sourceId: newId() }));
    await prisma.enrollment.createMany({
      data: texts.map(({ subscriberId, sourceId }) => ({
        ...{ shopId, id: sourceId, flowId, versionId, subscriberId, subject: sourceId },
        ...{ state: "finished", startedAt: now },
      })),
    });
    await prisma.message.createMany({
      data: texts.map(({ subscriberId, id, sourceId }) => ({
        ...{ shopId, month, id, class: "flow", purpose: "marketing", sourceKind: "flow", sourceId, occurrence: STEP },
        ...{ subscriberId, senderId: newId(), state, dueAt: now, expiresAt: now, handedAt: now, createdAt: now },
        variant: `${key}.${variant}`,
      })),
    });
    await prisma.click.createMany({
      data: texts.slice(0, clicked).map(({ subscriberId, id }) => ({
        ...{ shopId, id: newId(), code: newCode(), messageMonth: month, messageId: id, subscriberId, clickedAt: now },
        counted: true,
      })),
    });
    await prisma.attribution.createMany({
      data: orders.map((amount, i) => ({
        ...{ shopId, orderId: newId(), messageMonth: month, messageId: texts[i]?.id ?? "", sourceKind: "flow" },
        ...{ sourceId: flowId, clickedAt: now, orderedAt: new Date(now.getTime() + i * MINUTE), currency: "USD" },
        ...{ totalMicros: amount * 1_000_000, windowDays: 5, explanation: {}, decidedAt: now },
      })),
    });
    return ids;
  }

  return { flow, publish, rows, report, look, later, keyOfLive, sent };
}
