import { findKeys, type WorkingKey } from "#domain/api-keys/find-keys";
import { hashSecret } from "#domain/api-keys/secret";
import type { Context } from "#domain/context";
import { gatheredLookup } from "#platform/sql/gathered-lookup";

export interface KnownKeys {
  /** The key with this secret; null for any secret that doesn't work now. */
  find(secret: string): Promise<WorkingKey | null>;
}

/** How long after its revocation a key may still be answered, at most. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 5_000;
/** Longer is no secret of ours, and hashing it would be work for a stranger. */
const LONGEST_SECRET = 200;

/**
 * Finds keys by their secrets, many with one question, and remembers those that work for two seconds, by the secret itself: hashing
 * it again would cost more than the rest of finding it. A secret that doesn't work costs the same hash and the same look-up
 * whatever is wrong with it, and is not remembered: anyone can invent more of them.
 */
export function knownKeys(
  ctx: Pick<Context, "db" | "clock" | "hashPhone" | "log">,
  nowMs: () => number = performance.now.bind(performance),
): KnownKeys {
  const known = new Map<string, { key: WorkingKey; since: number }>();
  const look = gatheredLookup((hashes: string[]) => findKeys(ctx.db, ctx, hashes));
  return {
    async find(given) {
      const secret = given.slice(0, LONGEST_SECRET);
      const kept = known.get(secret);
      if (kept && nowMs() - kept.since < REMEMBERED_MS) return kept.key;
      const since = nowMs();
      const key = await look(hashSecret(ctx, secret));
      known.delete(secret);
      if (key === null) return null;
      known.set(secret, { key, since });
      if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value ?? "");
      return key;
    },
  };
}
