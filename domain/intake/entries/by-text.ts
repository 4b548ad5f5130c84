import type { Context } from "#domain/context";
import type { ReceivedText } from "#domain/conversations/receive";
import { type Awaited, wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { tagEvents } from "#domain/flows/walk/tag-events";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { subscribedEvents } from "./by-consent.ts";

/**
 * Wakes who waits for a reply, and lets people into flows by what they texted: a keyword, any reply, or a yes. Returns the jobs
 * owed after the commit.
 */
export async function enterByTexts(tx: Sql, ctx: Pick<Context, "clock">, texts: ReceivedText[]): Promise<Job[]> {
  // First: the text that starts a walk is no reply in it.
  const woken = await wakeAwaiting(tx, ctx, texts.flatMap(repliedEvents));
  return [...woken, ...(await enroll(tx, ctx, texts.flatMap(newsOf)))];
}

/** What flows count as a reply (domain/flows/walk/read-since.sql). */
function repliedEvents({ shopId, subscriberId, meaning, receivedAt: at }: ReceivedText): Awaited[] {
  return meaning === "opt-out" || meaning === "help" ? [] : [{ shopId, subscriberId, event: "replied", at }];
}

/**
 * A text that opts in or out, may opt out or asks for help is no keyword and no reply; a join keyword is a keyword and a yes. One
 * that has ended starts nothing.
 */
function newsOf(text: ReceivedText): TriggerEvent[] {
  const { shopId, id, subscriberId, body, receivedAt: at, hasSubscribed, meaning, keyword, tags } = text;
  const properties = { text: body.slice(0, 1_600) };
  const news = { shopId, subject: `text:${id}`, subscriberId, at, since: at };
  const variables = { reply: { text: body.slice(0, 160) } };
  const isTalk = meaning === "conversation";
  const found: TriggerEvent[] = tags.map((tag) => tagEvents({ shopId, subscriberId, tag, at }));
  if (hasSubscribed) found.push(subscribedEvents({ shopId, subscriberId, at, source: "inbound-text" }));
  if ((isTalk || keyword !== null) && !keyword?.hasEnded)
    found.push({
      ...news,
      kind: "keyword-received",
      event: { properties: { ...properties, keyword: keyword?.words ?? [] }, variables },
    });
  if (isTalk) found.push({ ...news, kind: "reply-received", event: { properties, variables } });
  return found;
}
