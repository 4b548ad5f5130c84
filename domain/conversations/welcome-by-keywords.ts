import type { ConsentOutcome } from "#domain/consent/record";
import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { hasEnded } from "#domain/keywords/keyword";
import { readKeywords, type TimedKeyword } from "#domain/keywords/read-keywords";
import { planTexts } from "#domain/messages/plan";
import { sendersFor } from "#domain/senders/choose";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { hasJoined, keywordAnswer } from "./answer-keywords.ts";
import { giveTagsAndLists, type Tagged } from "./give-tags-and-lists.ts";
import { joinedReply } from "./reply.ts";

/** A sign-up on a keyword's page that was taken in. */
export interface KeywordSignUp {
  shopId: string;
  subscriberId: string;
  keywordId: string;
  outcome: ConsentOutcome;
  /** Which intake row told it. */
  intakeId: string;
  at: Date;
}

interface Facts {
  subscriberId: string;
  conversationId: string;
  brand: string;
  firstName: string | null;
  lastName: string | null;
}

/** So long after the sign-up, the person has left the page. */
const GOOD_FOR_MS = 60 * 60_000;

const openConversation = statementFile(import.meta.url, "./ask-to-confirm.sql");

/**
 * Gives people who are subscribed and signed up on a keyword's page what its text gives: the tag, the list, and one text with the
 * answer. The text goes only to those whom the sign-up has subscribed: anyone can type a number into a form. Who must say YES first
 * gets it all by that (confirmed-keywords.ts), and after a STOP a form gives nothing. Returns the jobs owed after the commit, and the
 * new tags of those whom the sign-up has subscribed: a flow that a tag starts texts no one else, either.
 */
export async function welcomeByKeywords(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  signUps: KeywordSignUp[],
): Promise<{ jobs: Job[]; tagged: Tagged[] }> {
  const subscribed = signUps.filter(
    ({ outcome: { after } }) => after.marketing === "subscribed" && after.stop === null,
  );
  if (subscribed.length === 0) return { jobs: [], tagged: [] };
  const now = ctx.clock.now();
  const keywordsOf = await readKeywords(
    tx,
    subscribed.map(({ shopId }) => shopId),
  );
  const welcome = subscribed.flatMap((it) => {
    const keyword = keywordsOf(it.shopId).find(({ id }) => id === it.keywordId);
    return keyword && !hasEnded(keyword, now) ? [{ ...it, keyword }] : [];
  });
  const tagged = await giveTagsAndLists(tx, ctx, welcome);
  const joined = welcome.filter(({ outcome }) => hasJoined(outcome));
  const news = new Set(joined.map(({ subscriberId, keyword: { tag } }) => `${subscriberId} ${tag}`));
  return {
    jobs: await sayWelcome(tx, ctx, joined, now),
    tagged: tagged.filter(({ subscriberId, tag }) => news.has(`${subscriberId} ${tag}`)),
  };
}

async function sayWelcome(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  joined: (KeywordSignUp & { keyword: TimedKeyword })[],
  now: Date,
): Promise<Job[]> {
  if (joined.length === 0) return [];
  const senders = await sendersFor(
    tx,
    joined.map(({ shopId }) => shopId),
  );
  const t = columnsOf(joined, {
    shop_id: (it) => it.shopId,
    subscriber_id: (it) => it.subscriberId,
    id: () => newId(),
  });
  const rows = await tx.run<Facts>(...batch(openConversation, { t }, [now]));
  const facts = new Map(rows.map((row) => [row.subscriberId, row]));
  return planTexts(
    tx,
    ctx,
    joined.flatMap(({ shopId, subscriberId, keyword, intakeId, at }) => {
      const [sender, person] = [senders.get(shopId), facts.get(subscriberId)];
      const expiresAt = new Date(Math.min(at.getTime(), now.getTime()) + GOOD_FOR_MS);
      if (!sender || !person || expiresAt <= now) return [];
      return [
        {
          ...{ shopId, subscriberId, senderId: sender.id, class: "reply" as const, purpose: "transactional" as const },
          ...{
            sourceKind: "conversation" as const,
            sourceId: person.conversationId,
            occurrence: `keyword:${intakeId}`,
          },
          ...{ dueAt: now, expiresAt },
          body: joinedReply(person.brand, keywordAnswer(keyword, person, at)),
        },
      ];
    }),
  );
}
