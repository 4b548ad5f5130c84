import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { factsOf } from "./facts-of.ts";
import type { SenderKind } from "./numbers.ts";

const LEAST_PARTS_PER_SECOND = 0.1;

const find = statement(
  "kind-of-sender",
  "SELECT kind, provider FROM senders WHERE shop_id = $1 AND id = $2 AND released_at IS NULL",
);
const update = statement(
  "set-sender-rate",
  "UPDATE senders SET parts_per_second = $3 WHERE shop_id = $1 AND id = $2 AND released_at IS NULL RETURNING id",
);

const kinds: Record<SenderKind, string> = {
  long_code: "A local number",
  toll_free: "A toll-free number",
  short_code: "A short code",
};

/**
 * Sets the throughput that the number's registration allows, in message parts per second. Refuses by the field what its
 * kind is never allowed: a rate above it would only fill the carrier's queue, and the account's for every shop.
 */
export async function setSenderRate(
  { db, providers }: Pick<Context, "db" | "providers">,
  shopId: string,
  senderId: string,
  partsPerSecond: number,
): Promise<void> {
  const [sender] = await db.run<{ kind: SenderKind; provider: string }>(find, [shopId, senderId]);
  if (!sender) throw new UserError("sender-not-found", "This number isn’t connected.");
  const most = factsOf(providers, sender.provider).limits.mostPartsPerSecond[sender.kind];
  if (!(partsPerSecond >= LEAST_PARTS_PER_SECOND && partsPerSecond <= most))
    throw new UserError(
      "sender-rate-wrong",
      `${kinds[sender.kind]} can send 0.1 to ${most.toLocaleString("en-US")} SMS segments per second. If carriers approved more, contact your Cartbell operator.`,
      "partsPerSecond",
    );
  const rows = await db.run(update, [shopId, senderId, partsPerSecond]);
  if (rows.length === 0) throw new UserError("sender-not-found", "This number isn’t connected.");
}
