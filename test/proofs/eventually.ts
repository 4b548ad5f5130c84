import { isDatabaseDown } from "#platform/sql/db";
import { until } from "../stories/until.ts";

/** `until`, for a world in which the database may be away while we look: then it is not so yet. */
export function eventually<Sight>(
  what: string,
  look: () => Promise<Sight | null | undefined | false>,
  timeoutMs: number,
): Promise<Sight> {
  return until(
    what,
    () =>
      look().catch((error: unknown) => {
        if (isDatabaseDown(error)) return null;
        throw error;
      }),
    timeoutMs,
  );
}
