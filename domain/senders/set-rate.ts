import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { factsOf } from "./facts-of.ts";
import type { SenderKind } from "./numbers.ts";

const LEAST_PARTS_PER_SECOND = 0.1;

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
  const where = { shopId, id: senderId, releasedAt: null };
  const sender = await db.prisma.sender.findFirst({ where, select: { kind: true, provider: true } });
  if (!sender) throw new UserError("sender-not-found", "This number isn’t connected.");
  const kind = sender.kind as SenderKind; // one of three words, by the column's comment
  const most = factsOf(providers, sender.provider).limits.mostPartsPerSecond[kind];
  if (!(partsPerSecond >= LEAST_PARTS_PER_SECOND && partsPerSecond <= most))
    throw new UserError(
      "sender-rate-wrong",
      `${kinds[kind]} can send 0.1 to ${most.toLocaleString("en-US")} SMS segments per second. If carriers approved more, contact your Cartbell operator.`,
      "partsPerSecond",
    );
  const { count } = await db.prisma.sender.updateMany({ where, data: { partsPerSecond } });
  if (count === 0) throw new UserError("sender-not-found", "This number isn’t connected.");
}
