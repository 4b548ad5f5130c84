import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";

/** No provider confirms more for one number. */
const MOST = 10_000;

const set = statement(
  "set-rate-of-number",
  `UPDATE senders n SET parts_per_second = $2
   FROM (SELECT shop_id, id, parts_per_second AS was FROM senders WHERE phone = $1 AND released_at IS NULL FOR NO KEY UPDATE) AS old
   WHERE n.shop_id = old.shop_id AND n.id = old.id RETURNING old.was`,
);

/** Sets how many parts a second a number may send, as its provider has confirmed. It takes effect with the next turn. */
export async function setRate(
  { db, clock }: Pick<Context, "db" | "clock">,
  { phone, perSecond, by, because }: Act & { phone: string; perSecond: number },
): Promise<Answer> {
  if (!Number.isInteger(perSecond) || perSecond < 1 || perSecond > MOST)
    throw new UserError(
      "rate-wrong",
      `Give a whole number of parts per second from 1 to ${MOST.toLocaleString("en-US")}.`,
    );
  return db.transaction(async (tx) => {
    const [number] = await tx.run<{ was: number }>(set, [phone, perSecond]);
    if (!number) throw new UserError("number-unknown", `No shop has the number ${phone}.`);
    if (number.was === perSecond)
      return { hasChanged: false, sentence: `${phone} sends ${perSecond} parts a second already.` };
    const details = { was: number.was, perSecond };
    await noteOperatorEvent(tx, {
      by,
      because,
      at: clock.now(),
      action: "set-rate",
      target: `number ${phone}`,
      details,
    });
    return { hasChanged: true, sentence: `${phone} sends ${perSecond} parts a second instead of ${number.was}.` };
  });
}
