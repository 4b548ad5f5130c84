import { beforeEach, expect, test } from "vitest";
import { receiveTexts } from "#domain/conversations/receive";
import { conversationSource } from "#domain/conversations/source";
import { newId } from "#platform/ids";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { aLaneAtWork, sources } from "../../../test/factories/lane.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { answerConversation } from "./answer.ts";
import { conversationOf } from "./find.ts";
import { readThread } from "./thread.ts";

const at = aLaneAtWork();
const by = { kind: "staff", id: "42", name: "Ada Moreno" } as const;

beforeEach(() => {
  at.dispatch.sources = { ...sources, conversation: conversationSource };
});

async function aShopper() {
  const { shopId, senderId } = at.lane;
  const { db } = at.ctx;
  const { id, phone } = await aSubscriber(db, { shopId, ruleSignature: "US-HI@Pacific/Honolulu" });
  const base = await anInboundText(db, { shopId, senderId, phone });
  const writes = async (body: string) => {
    const text = { ...base, body, providerId: `SM${newId()}`, receivedAt: at.ctx.clock.now() };
    await db.transaction((tx) => receiveTexts(tx, at.ctx, [text]));
  };
  await writes("Where is my order?");
  const conversationId = (await conversationOf(db, shopId, id)) ?? "";
  const answer = (ctx: Parameters<typeof answerConversation>[0] = at.ctx) =>
    answerConversation(ctx, { shopId, conversationId, key: "one", body: "It left this morning.", by });
  const thread = async () => (await readThread(db, { shopId, conversationId })).entries;
  const dispatch = () => at.dispatchTurns({ class: "reply", shopId });
  return { phone, writes, answer, thread, dispatch };
}

test("an answer leaves at night, too, from the number that they wrote to", async () => {
  const { phone, answer, thread, dispatch } = await aShopper();
  // Four in the morning in Honolulu.
  at.ctx.clock.set(new Date("2026-11-25T14:00:00Z"));
  await answer();
  await dispatch();
  expect(await at.handedOver()).toMatchObject([{ to: phone, body: "It left this morning." }]);
  expect((await thread()).at(-1)).toMatchObject({
    kind: "text-out",
    by,
    state: "accepted",
    reason: null,
    hasWhy: true,
  });
});

test("a STOP between the answer and its sending ends it, and the thread says why", async () => {
  const { writes, answer, thread, dispatch } = await aShopper();
  await answer();
  await writes("STOP");
  await dispatch();
  const texts = (await at.handedOver()).map(({ body }) => body);
  expect(texts).not.toContain("It left this morning.");
  const shown = (await thread()).find((it) => it.kind === "text-out" && it.by !== null);
  expect(shown).toMatchObject({ state: "skipped", reason: "This number has opted out." });
});

test("an answer whose page was killed after the commit is sent once, also when it is tried again", async () => {
  const { answer, dispatch } = await aShopper();
  const killed = async () => {
    throw new Error("killed");
  };
  await expect(answer({ ...at.ctx, enqueue: killed })).rejects.toThrow("killed");
  expect(await answer()).toMatchObject({ kind: "sent" });
  await dispatch();
  expect(await at.handedOver()).toHaveLength(1);
});
