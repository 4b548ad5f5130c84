import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** How old the answer may be on which a hand-off rests: half of the half second we promise, for the call itself takes time. */
const FRESH_MS = 250;
/**
 * A withdrawal gets its time before its transaction commits, and no text leaves when its claim is older than CLAIM_SECONDS:
 * look back further than both, or a slow commit is missed.
 */
const LOOK_BACK_SECONDS = 15;

/**
 * An uninstall commits with all that its batch of news did. A claim of a text that locks nothing of the shop's may come
 * between its withdrawal and that commit, so shops are looked up this far back, and by their state.
 */
const LOOK_BACK_FOR_SHOPS_SECONDS = 120;

/**
 * Ages are the database's: its clock alone compares a withdrawal with a claim. What is said of a shop that is not installed
 * counts from later than any claim, and so does what an operator has paused, until it is resumed.
 */
const recent = statement(
  "recent-recalls",
  `SELECT target, max(at) AS at FROM (
     SELECT target::text, (extract(epoch FROM at) * 1000000)::int8 AS at FROM withdrawals
     WHERE at > clock_timestamp() - make_interval(secs => $1)
     UNION ALL
     SELECT id::text, ${Number.MAX_SAFE_INTEGER} FROM shops
     WHERE (uninstalled_at IS NOT NULL OR installed_at IS NULL)
       AND id IN (SELECT target FROM withdrawals WHERE kind = 'shop' AND at > clock_timestamp() - make_interval(secs => $2))
     UNION ALL
     SELECT CASE kind WHEN 'marketing' THEN kind ELSE kind || ' ' || name END, ${Number.MAX_SAFE_INTEGER}
     FROM pauses WHERE kind IN ('class', 'marketing')
     UNION ALL
     SELECT 'provider ' || provider, ${Number.MAX_SAFE_INTEGER} FROM provider_holds WHERE region = '' AND cause = 'operator'
   ) AS said GROUP BY target`,
);

type Verdict = "clear" | "recalled" | "unknown";

export interface RecallWatch {
  /** The same by the answer at hand, for thousands of calls a second; null when that is older than half a second. */
  known(targets: string[], claimedMicros: number): Verdict | null;
  /**
   * Whether any of these was withdrawn after the claim (microseconds since 1970 by the database's clock), by an answer at most half a second old. "unknown" when the
   * database gives none: then nothing may leave.
   */
  check(targets: string[], claimedMicros: number): Promise<Verdict>;
}

/** What was withdrawn lately, read when someone asks and the last answer is too old. One per worker process. */
export function watchRecalls(db: Db): RecallWatch {
  let latest = new Map<string, number>();
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<boolean> | null = null;

  async function askDatabase(): Promise<boolean> {
    const startedAt = performance.now();
    try {
      const rows = await db.run<{ target: string; at: number }>(recent, [
        LOOK_BACK_SECONDS,
        LOOK_BACK_FOR_SHOPS_SECONDS,
      ]);
      latest = new Map(rows.map((row) => [row.target, row.at]));
      askedAt = startedAt;
      return true;
    } catch {
      // Whatever is wrong with the database, the answer is the same: we do not know, so nothing leaves.
      return false;
    } finally {
      asking = null;
    }
  }

  function knownVerdict(targets: string[], claimedMicros: number): Verdict | null {
    if (performance.now() - askedAt > FRESH_MS) return null;
    return targets.some((target) => (latest.get(target) ?? 0) >= claimedMicros) ? "recalled" : "clear";
  }

  return {
    known: knownVerdict,
    async check(targets, claimedMicros) {
      for (;;) {
        const verdict = knownVerdict(targets, claimedMicros);
        if (verdict !== null) return verdict;
        asking ??= askDatabase();
        if (!(await asking)) return "unknown";
      }
    },
  };
}
