import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { statementFile } from "#platform/sql/statement";
import type { ConsentSource } from "./decision.ts";
import { recordConsent } from "./record.ts";

const BATCH = 500;

const take = statementFile(import.meta.url, "./expire-requests.sql");

/** When the sweep adds the job. */
export const dueRequests: Due<"opt-in-requests"> = {
  anything: "SELECT 1 FROM opt_in_requests WHERE state = 'open' AND expires_at < $1",
};

/**
 * Closes the questions that no one answered in time: the ledger says so, and the person is again as if they had never been
 * asked. No one is reminded. Returns true when more may be due; safe from many processes at once.
 */
export async function expireRequests({ db, clock }: Pick<Context, "db" | "clock">): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const expired = await tx.run<{ shopId: string; subscriberId: string; source: ConsentSource; expiresAt: Date }>(
      take,
      [clock.now(), BATCH],
    );
    await recordConsent(
      tx,
      { clock },
      expired.map(({ shopId, subscriberId, source, expiresAt }) => ({
        shopId,
        subscriberId,
        state: "expired",
        source,
        doubleOptIn: "expired",
        occurredAt: expiresAt,
      })),
    );
    return expired.length === BATCH;
  });
}
