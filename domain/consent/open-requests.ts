import type { Context } from "#domain/context";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { ConsentSource } from "./decision.ts";
import type { ConsentOutcome } from "./record.ts";

/** A question for double opt-in that is to be texted now. */
export interface OptInRequest {
  shopId: string;
  id: string;
  subscriberId: string;
  /** Before now, when we come to it late. */
  signedUpAt: Date;
  expiresAt: Date;
}

/** Of the questions to one number within thirty days. */
const MOST_QUESTIONS = 3;

const open = statementFile(import.meta.url, "./open-requests.sql");

/**
 * Opens a question for each sign-up that needs double opt-in, and returns those to be texted: not who is asked already, who
 * is subscribed, who texted STOP (only START brings them back), nor who was asked three times this month: their sign-up waits as
 * long without a question, and then it ends (expire-requests.ts). Safe to repeat.
 */
export async function openRequests(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  signUps: { outcome: ConsentOutcome; source: ConsentSource; at: Date; keywordId?: string | null }[],
): Promise<OptInRequest[]> {
  const wanted = new Map(
    signUps.filter(({ outcome }) => isWorthAsking(outcome)).map((it) => [it.outcome.subscriberId, it]),
  );
  if (wanted.size === 0) return [];
  const all = [...wanted.values()];
  const rows = await tx.run<Omit<OptInRequest, "signedUpAt"> & { isToBeAsked: boolean }>(
    ...batch(
      open,
      {
        t: columnsOf(all, {
          shop_id: ({ outcome }) => outcome.shopId,
          id: () => newId(),
          subscriber_id: ({ outcome }) => outcome.subscriberId,
          source: ({ source }) => source,
          keyword_id: ({ keywordId = null }) => keywordId,
        }),
      },
      [clock.now(), MOST_QUESTIONS],
    ),
  );
  return rows.flatMap(({ isToBeAsked, ...request }) => {
    const signUp = wanted.get(request.subscriberId);
    return isToBeAsked && signUp ? [{ ...request, signedUpAt: signUp.at }] : [];
  });
}

/** A question that changed nothing is still worth asking of someone who once said no, other than by STOP. */
export function isWorthAsking({ stale, before }: Pick<ConsentOutcome, "stale" | "before">): boolean {
  if (before.stop !== null || before.marketing === "subscribed") return false;
  return stale === null || stale === "awaits-confirmation";
}
