import type { Context } from "#domain/context";
import { type DeskTrouble, isAboutRequest } from "#domain/help-desks/trouble";
import { FAILURES_TO_OPEN, restMs } from "#domain/outgoing/breaker";
import { retryAfterMs } from "#domain/outgoing/retry";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { FIRST_LOOK_MS } from "./look-again.ts";
import type { Performed } from "./perform.ts";
import type { HeldDesk, TakenLine } from "./take.ts";

/** A line that was not done so long after it was written is given up, and the next one goes. */
const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000;
/** Credentials that are rejected are tried again so much later, or when the merchant has changed them. */
const REJECTED_REST_MS = 3_600_000;

/**
 * Nothing is written when another worker has taken it since: that one's result counts. Attempts begin again with each line and each
 * ticket, so the same line must still be open and the ticket still of the same number.
 */
const lock = statement(
  "lock-help-desk-ticket",
  `SELECT 1 AS here FROM help_desk_tickets t
   WHERE t.shop_id = $1 AND t.conversation_id = $2 AND t.attempts = $3 AND t.number = $4
     AND EXISTS (SELECT FROM help_desk_lines l WHERE l.shop_id = $1 AND l.id = $5 AND l.ended_at IS NULL)
   FOR NO KEY UPDATE OF t`,
);
const end = statement(
  "end-help-desk-line",
  `UPDATE help_desk_lines SET ended_at = $3, trouble = $4 WHERE shop_id = $1 AND id = $2 AND ended_at IS NULL`,
);
const goOn = statement(
  "go-on-with-help-desk-ticket",
  `UPDATE help_desk_tickets t
   SET ticket_id = $3, number = $4, attempts = 0, look_at = coalesce($6::timestamptz, look_at),
       due_at = CASE WHEN EXISTS (SELECT FROM help_desk_lines l WHERE l.shop_id = t.shop_id AND l.conversation_id = t.conversation_id
                                    AND l.ended_at IS NULL) THEN $5::timestamptz END
   WHERE t.shop_id = $1 AND t.conversation_id = $2`,
);
const retry = statement(
  "retry-help-desk-ticket",
  "UPDATE help_desk_tickets SET due_at = $3 WHERE shop_id = $1 AND conversation_id = $2",
);
const noteWorking = statement(
  "help-desk-works",
  `UPDATE help_desks SET failures = 0, failing_since = NULL, rests_until = NULL, trouble = NULL
   WHERE shop_id = $1 AND id = $2 AND (failures > 0 OR trouble IS NOT NULL OR rests_until IS NOT NULL)`,
);
const noteFailing = statement(
  "help-desk-fails",
  `UPDATE help_desks SET failures = failures + 1, failing_since = coalesce(failing_since, $3), trouble = $4,
     rests_until = CASE WHEN $5::timestamptz IS NULL THEN rests_until ELSE $5::timestamptz END
   WHERE shop_id = $1 AND id = $2`,
);

interface Settled {
  shopId: string;
  desk: HeldDesk;
  line: TakenLine;
}

/** Writes what came of an attempt: the line's end or its next attempt, and how the help desk does. */
export async function settleLine(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, desk, line }: Settled,
  performed: Performed,
): Promise<void> {
  const now = clock.now();
  const { conversationId, attempts } = line;
  const [isOurs] = await tx.run(lock, [shopId, conversationId, attempts, line.number, line.id]);
  if (!isOurs) return;
  const endLine = (trouble: DeskTrouble | null) => tx.run(end, [shopId, line.id, now, trouble]);
  const next = (ticketId: string | null, number: number, lookAt: Date | null = null) =>
    tx.run(goOn, [shopId, conversationId, ticketId, number, now, lookAt]);
  if (performed.kind === "gone") {
    await next(null, line.number + 1);
  } else if (performed.kind === "done") {
    await endLine(null);
    await next(performed.ticketId, line.number, line.kind === "text" ? new Date(now.getTime() + FIRST_LOOK_MS) : null);
  } else {
    const { trouble, retryAfter } = performed;
    const isOld = now.getTime() - line.createdAt.getTime() >= GIVE_UP_AFTER_MS;
    if (isAboutRequest(trouble) || isOld) {
      await endLine(isOld ? "given-up" : trouble);
      await next(line.ticketId, line.number);
    } else {
      const ms = retryAfterMs(attempts, Math.random(), retryAfter);
      await tx.run(retry, [shopId, conversationId, new Date(now.getTime() + ms)]);
    }
    if (!isAboutRequest(trouble)) {
      const rest = restFor(trouble, desk, retryAfter);
      const restsUntil = rest === 0 ? null : new Date(now.getTime() + rest);
      await tx.run(noteFailing, [shopId, desk.id, now, trouble, restsUntil]);
      return;
    }
  }
  await tx.run(noteWorking, [shopId, desk.id]);
}

/** How long the help desk is left alone. What asks us to slow down is asked for that long, whatever its failures. */
function restFor(trouble: DeskTrouble, { failures }: HeldDesk, retryAfter: string | null): number {
  if (trouble === "unauthorized" || trouble === "forbidden") return REJECTED_REST_MS;
  const seconds = Number(retryAfter);
  const asked = seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : 0;
  if (trouble === "too-many") return Math.max(asked, 1_000);
  return Math.max(asked, restMs(Math.min(failures + 1, FAILURES_TO_OPEN + 6)));
}
