import type { OptInRequest } from "#domain/consent/open-requests";
import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { planTexts } from "#domain/messages/plan";
import { sendersFor } from "#domain/senders/choose";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** An hour after the sign-up the person has left the page, and an unexpected question looks like fraud. */
const GOOD_FOR_MS = 60 * 60_000;

const readFacts = statementFile(import.meta.url, "./ask-to-confirm.sql");

/**
 * Texts one question for double opt-in to each person: it names the brand and sells nothing, so it is a transactional text,
 * which a STOP ends and quiet hours do not delay. A shop without a number in service asks no one. Returns the jobs to enqueue
 * after the commit; the same request is asked once, and not at all when its hour was over before we came to it.
 */
export async function askToConfirm(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  requests: OptInRequest[],
): Promise<Job[]> {
  if (requests.length === 0) return [];
  const now = clock.now();
  const senders = await sendersFor(
    tx,
    requests.map(({ shopId }) => shopId),
  );
  const rows = await tx.run<{ subscriberId: string; conversationId: string; country: string | null; brand: string }>(
    ...batch(
      readFacts,
      {
        t: columnsOf(requests, {
          shop_id: (it) => it.shopId,
          subscriber_id: (it) => it.subscriberId,
          id: () => newId(),
        }),
      },
      [now],
    ),
  );
  const facts = new Map(rows.map((row) => [row.subscriberId, row]));
  return await planTexts(
    tx,
    { clock },
    requests.flatMap(({ shopId, id, subscriberId, signedUpAt, expiresAt }) => {
      const sender = senders.get(shopId);
      const person = facts.get(subscriberId);
      const hour = Math.min(signedUpAt.getTime(), now.getTime()) + GOOD_FOR_MS;
      if (!sender || !person || hour <= now.getTime()) return [];
      return [
        {
          shopId,
          class: "transactional",
          purpose: "transactional",
          sourceKind: "conversation",
          sourceId: person.conversationId,
          occurrence: `confirm:${id}`,
          subscriberId,
          senderId: sender.id,
          dueAt: now,
          expiresAt: new Date(Math.min(expiresAt.getTime(), hour)),
          body: questionFor(person.country, person.brand),
        },
      ];
    }),
  );
}

/** The answers it asks for are words that we understand (domain/compliance/opt-out-words.ts). */
export function questionFor(country: string | null, brand: string): string {
  if (country === "DE" || country === "AT")
    return `${brand}: Antworte JA, um SMS mit Neuigkeiten und Angeboten von uns zu bekommen. Das warst nicht du? Dann ignoriere diese SMS.`;
  return `${brand}: Reply YES to get texts with news and offers from us. Msg & data rates may apply. Not you? Ignore this text.`;
}
