import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { signingSecret } from "./sign.ts";

/** For so long after a replacement, requests carry a signature by the former secret, too. */
const BOTH_FOR_MS = 24 * 3_600_000;

const readSecret = statement(
  "outgoing-secret",
  `SELECT secret_number AS "number", secret_replaced_at AS "replacedAt" FROM outgoing_destinations
   WHERE shop_id = $1 AND origin = $2`,
);
const replace = statement(
  "replace-outgoing-secret",
  `INSERT INTO outgoing_destinations AS d (shop_id, origin, secret_number, secret_replaced_at, used_at) VALUES ($1, $2, 2, $3, $3)
   ON CONFLICT (shop_id, origin) DO UPDATE SET secret_number = d.secret_number + 1, secret_replaced_at = excluded.secret_replaced_at`,
);

interface Destination {
  shopId: string;
  origin: string;
}

/** How often a secret was made, and when it was last replaced. */
export interface SecretState {
  number: number;
  replacedAt: Date | null;
}

/** The secrets that requests to a destination are signed with now, the present one first. */
export async function secretsOf(
  db: Sql,
  { clock, hashPhone }: Pick<Context, "clock" | "hashPhone">,
  { shopId, origin }: Destination,
): Promise<[string, ...string[]]> {
  const [row] = await db.run<SecretState>(readSecret, [shopId, origin]);
  const secret = (of: number) => signingSecret({ hashPhone }, shopId, origin, of);
  return secretsNow(row ?? { number: 1, replacedAt: null }, clock.now(), secret);
}

/** The secrets that sign now: the present one, and for a day after a replacement the former one. */
export function secretsNow(
  { number, replacedAt }: SecretState,
  now: Date,
  secret: (number: number) => string,
): [string, ...string[]] {
  const isReplacedLately = replacedAt !== null && replacedAt.getTime() + BOTH_FOR_MS > now.getTime();
  return isReplacedLately ? [secret(number), secret(number - 1)] : [secret(number)];
}

/** Replaces the secret of a destination. The former one keeps signing beside it for a day, so that no request is refused. */
export async function replaceSecret(
  { db, clock }: Pick<Context, "db" | "clock">,
  { shopId, origin }: Destination,
): Promise<void> {
  await db.run(replace, [shopId, origin, clock.now()]);
}
