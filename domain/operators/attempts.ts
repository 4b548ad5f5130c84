import { hash } from "node:crypto";
import type { Sql, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { FORGOTTEN_AFTER_MS, LOCKS, lockedUntil } from "./lock.ts";

const make = statement(
  "make-operator-attempts",
  `INSERT INTO operator_attempts (key, failures, last_at) SELECT key, 0, $2 FROM unnest($1::text[]) AS key ORDER BY key
   ON CONFLICT DO NOTHING`,
);
const failuresOf = statement(
  "lock-operator-attempts",
  `SELECT key, failures, last_at AS "lastAt" FROM operator_attempts WHERE key = ANY($1) ORDER BY key FOR UPDATE`,
);
const count = statement(
  "count-operator-attempts",
  "UPDATE operator_attempts SET failures = failures + 1, last_at = $2 WHERE key = ANY($1)",
);
const forget = statement("forget-operator-attempts", "DELETE FROM operator_attempts WHERE key = ANY($1) RETURNING key");
const forgetOld = statement("forget-old-operator-attempts", "DELETE FROM operator_attempts WHERE last_at < $1");

export interface Attempt {
  name: string;
  /** The visitor's network: an address, or the first half of an IPv6 one. */
  network: string;
  /** The id of a known device of the account; null for any other browser. */
  deviceId: string | null;
  at: Date;
}

type Lock = (typeof LOCKS)[keyof typeof LOCKS];

/**
 * Counts a try to log in as failed before it is judged, so that many at once can't share one count; a good one is forgotten
 * by `forgetAttempts`. Returns until when further tries are locked, and counts nothing then. A known device counts by itself: a
 * stranger who fails on purpose locks the account for unknown browsers only.
 */
export async function countAttempt(tx: Sql, { at, ...attempt }: Attempt): Promise<Date | null> {
  await tx.run(forgetOld, [new Date(at.getTime() - FORGOTTEN_AFTER_MS)]);
  const kinds = locksOf(attempt);
  const keys = Object.keys(kinds);
  await tx.run(make, [keys, at]);
  const rows = await tx.run<{ key: string; failures: number; lastAt: Date }>(failuresOf, [keys]);
  const locks = rows.flatMap((row) => lockedUntil(row, kinds[row.key] ?? LOCKS.address, at) ?? []);
  const [until] = locks.toSorted((a, b) => b.getTime() - a.getTime());
  if (until) return until;
  await tx.run(count, [keys, at]);
  return null;
}

/** After a login: what it counted begins again at zero. Failures of others stay, also for the same account. */
export async function forgetAttempts(tx: Sql, attempt: Omit<Attempt, "at">): Promise<void> {
  await tx.run(forget, [Object.keys(locksOf(attempt))]);
}

/** Lets an account try again at once. False when it had not failed. */
export async function forgetAttemptsOfAccount(tx: Pick<Tx, "run">, name: string): Promise<boolean> {
  return (await tx.run(forget, [[accountKey(name)]])).length > 0;
}

function locksOf({ name, network, deviceId }: Omit<Attempt, "at">): Record<string, Lock> {
  if (deviceId !== null) return { [`device:${deviceId}`]: LOCKS.device };
  return { [accountKey(name)]: LOCKS.account, [`address:${network}`]: LOCKS.address };
}

/** People type a password into the field of the name by mistake, so what was typed is not stored. */
function accountKey(name: string): string {
  return `account:${hash("sha256", name, "base64url")}`;
}
