import { answerConversation } from "#domain/conversations/inbox/answer";
import { conversationOf, findConversation } from "#domain/conversations/inbox/find";
import { readThread } from "#domain/conversations/inbox/thread";
import { receiveTexts } from "#domain/conversations/receive";
import { newId } from "#platform/ids";
import type { aContext } from "./context.ts";
import { anInboundText } from "./inbound-text.ts";
import { aSubscriber } from "./subscriber.ts";

const MINUTE = 60_000;
const by = { kind: "staff", id: "42", name: "Ada Moreno" } as const;

/** Someone who writes to a shop, and what the shop's people see of it. */
export async function aWritingShopper(ctx: ReturnType<typeof aContext>, given: Parameters<typeof aSubscriber>[1] = {}) {
  const { db, clock } = ctx;
  const person = await aSubscriber(db, given);
  const base = await anInboundText(db, { shopId: person.shopId, phone: person.phone });
  const { shopId } = person;
  const writes = async (body: string) => {
    clock.advance(MINUTE);
    const text = { ...base, body, providerId: `SM${newId()}`, receivedAt: clock.now() };
    await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  };
  const read = async () => {
    const id = (await conversationOf(db, shopId, person.id)) ?? "";
    const found = await findConversation(db, shopId, id);
    if (!found) throw new Error("There is no conversation.");
    return found;
  };
  const ref = async () => ({ shopId, conversationId: (await read()).id });
  const answers = async (body: string, key?: string, upTo?: Date) => {
    const { id, answerKey } = await read();
    return answerConversation(ctx, { shopId, conversationId: id, key: key ?? answerKey, body, by, upTo });
  };
  const entries = async () => (await readThread(db, await ref())).entries;
  return { person, shopId, base, writes, read, ref, answers, entries };
}
