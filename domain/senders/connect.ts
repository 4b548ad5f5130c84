import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { NUMBERS_PER_SHOP, type NumberProvider, RESTING_DAYS } from "./numbers.ts";

const holder = statement(
  "sender-of-phone",
  `SELECT shop_id AS "shopId", id FROM senders WHERE phone = $1 AND released_at IS NULL`,
);

const findResting = statement(
  "resting-number",
  `SELECT max(released_at) AS "releasedAt" FROM senders
   WHERE phone = $1 AND shop_id <> $2 AND released_at > $3::timestamptz - make_interval(days => $4)
   HAVING count(*) > 0`,
);

/** One connection of a shop at a time: otherwise two could share the last place. */
const takeTurns = statement("connect-in-turn", "SELECT pg_advisory_xact_lock(hashtextextended($1, 4))");
/** Released numbers count while they rest: otherwise a shop could take one after the other out of use. */
const countOthers = statement(
  "count-shops-other-numbers",
  `SELECT count(DISTINCT phone)::int AS held FROM senders
   WHERE shop_id = $1 AND phone <> $2
     AND (released_at IS NULL OR released_at > $3::timestamptz - make_interval(days => $4))`,
);

/**
 * Gives a number of the provider's account to a shop and points its inbound texts at us; returns the sender's id.
 * Connecting one's own number again points it again and changes nothing else. Refuses a number that the account does not
 * have, that another shop uses or released less than RESTING_DAYS ago, and a number beyond the most that a shop may hold.
 * Throws when the provider cannot be reached; then nothing is connected.
 */
export async function connectSender(
  { db, clock, appUrl, numbersPerShop = NUMBERS_PER_SHOP }: Pick<Context, "db" | "clock" | "appUrl" | "numbersPerShop">,
  provider: NumberProvider,
  shopId: string,
  phone: string,
): Promise<string> {
  const number = (await provider.listNumbers()).find((it) => it.phone === phone);
  if (!number) throw new UserError("sender-unknown", "This number isn’t in the provider’s account.", "phone");
  return db.transaction(async (tx) => {
    await tx.run(takeTurns, [shopId]);
    const [others] = await tx.run<{ held: number }>(countOthers, [shopId, phone, clock.now(), RESTING_DAYS]);
    if ((others?.held ?? 0) >= numbersPerShop)
      throw new UserError(
        "sender-too-many",
        `A store can have up to ${numbersPerShop} numbers, including numbers released in the last ${RESTING_DAYS} days. To get more, contact your Cartbell operator.`,
        "phone",
      );
    const rate = provider.limits.usualPartsPerSecond[number.kind];
    const sender = { shopId, id: newId(), phone, provider: provider.name, kind: number.kind, partsPerSecond: rate };
    // A number in service has one sender: an insert beside it waits, and then adds nothing.
    await tx.prisma.sender.createMany({ data: { ...sender, createdAt: clock.now() }, skipDuplicates: true });
    const [held] = await tx.run<{ shopId: string; id: string }>(holder, [phone]);
    if (held?.shopId !== shopId)
      throw new UserError("sender-taken", "Another store uses this number. Choose a different one.", "phone");
    // Read after the insert, which waits for a release that is under way.
    const [resting] = await tx.run<{ releasedAt: Date }>(findResting, [phone, shopId, clock.now(), RESTING_DAYS]);
    if (resting)
      throw new UserError(
        "sender-resting",
        `Another store used this number recently. You can connect it ${RESTING_DAYS} days after its release.`,
        "phone",
      );
    // Last, so that a provider that cannot be reached leaves no sender that never hears an answer.
    await provider.connectNumber(phone, inboundUrl(appUrl, provider.name));
    return held.id;
  });
}

/** Where a provider brings the texts that shoppers write to us. */
export function inboundUrl(appUrl: string, provider: string): string {
  return `${appUrl}/callbacks/${provider}/inbound`;
}
