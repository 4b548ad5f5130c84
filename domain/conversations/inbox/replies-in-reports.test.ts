import { expect, test } from "vitest";
import { campaignResults } from "#domain/campaigns/report/results";
import { receiveTexts } from "#domain/conversations/receive";
import { newId } from "#platform/ids";
import { aContext } from "../../../test/factories/context.ts";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { readThread } from "./thread.ts";

const ctx = aContext();
const { db, clock } = ctx;
const START = clock.now();
const HOUR = 3_600_000;
const before = (hours: number) => new Date(START.getTime() - hours * HOUR);

/** Someone who got campaigns' texts, each some hours ago, and what they write back. */
async function aReader(texts: { hours: number; fromOther?: boolean; sourceId: string }[]) {
  const { shopId, id: subscriberId, phone } = await aSubscriber(db);
  const base = await anInboundText(db, { shopId, phone });
  const other = await aSender(db, { shopId });
  for (const { hours, fromOther, sourceId } of texts)
    await db.prisma.message.create({
      data: {
        ...{ shopId, month: new Date("2026-11-01"), id: newId(), subscriberId, sourceKind: "campaign", sourceId },
        ...{ class: "campaign", purpose: "marketing", state: "delivered", body: "20% off" },
        ...{ senderId: fromOther ? other.id : base.senderId, dueAt: before(hours), expiresAt: START },
        ...{ createdAt: before(hours), handedAt: before(hours) },
      },
    });
  const writes = (body: string) =>
    db.transaction((tx) => receiveTexts(tx, ctx, [{ ...base, body, providerId: `SM${newId()}`, receivedAt: START }]));
  const answered = async () => {
    const { id } = await db.everyShop.conversation.findFirstOrThrow({ where: { shopId } });
    const { entries } = await readThread(db, { shopId, conversationId: id });
    return entries.flatMap((it) => (it.kind === "text-in" ? [it.answers?.id ?? null] : []));
  };
  const replied = async (id: string) => (await campaignResults(db, shopId, [id])).get(id)?.replied;
  return { writes, answered, replied };
}

test("a reply answers the last text that they got from that number, and counts in its campaign's report once a person", async () => {
  const [older, newer, elsewhere] = [newId(), newId(), newId()];
  const { writes, answered, replied } = await aReader([
    { hours: 30, sourceId: older },
    { hours: 3, sourceId: newer },
    { hours: 1, sourceId: elsewhere, fromOther: true },
  ]);
  await writes("Is it vegan?");
  await writes("Hello?");
  expect(await answered()).toEqual([newer, newer]);
  expect([await replied(older), await replied(newer), await replied(elsewhere)]).toEqual([0, 1, 0]);
});

test("a text that comes more than a week after the last one answers none", async () => {
  const sourceId = newId();
  const { writes, answered, replied } = await aReader([{ hours: 7 * 24 + 1, sourceId }]);
  await writes("Is it vegan?");
  expect(await answered()).toEqual([null]);
  expect(await replied(sourceId)).toBe(0);
});

test.each([["STOP"], ["Liked “20% off”"]])(
  "%s answers a campaign's text and is no reply in its report",
  async (body) => {
    const sourceId = newId();
    const { writes, answered, replied } = await aReader([{ hours: 1, sourceId }]);
    await writes(body);
    expect(await answered()).toEqual([sourceId]);
    expect(await replied(sourceId)).toBe(0);
  },
);
