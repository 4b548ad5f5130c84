import { ErrorCode, type EvaluationContext, type Provider, type ResolutionDetails } from "@openfeature/server-sdk";
import { type FlagRow, valueFor } from "./flag-rows.ts";

/** Rows older than this are read again before they are used: an operator's change is in effect within two seconds. */
const FRESH_MS = 1_000;

/** OpenFeature's way to our rows. `now` is real time in milliseconds. */
export function rowsProvider(
  readRows: () => Promise<FlagRow[]>,
  now: () => number = () => performance.now(),
): Provider {
  let rows: FlagRow[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<FlagRow[]> | null = null;

  /** Rejects when the database is away: then defaults hold. */
  async function freshRows(): Promise<FlagRow[]> {
    if (now() - readAt < FRESH_MS) return rows;
    const startedAt = now();
    reading ??= readRows().finally(() => {
      reading = null;
    });
    rows = await reading;
    readAt = startedAt;
    return rows;
  }

  const onlyNumbers = <T>(value: T): Promise<ResolutionDetails<T>> =>
    Promise.resolve({ value, reason: "ERROR", errorCode: ErrorCode.TYPE_MISMATCH, errorMessage: "Flags are numbers." });

  return {
    metadata: { name: "cartbell-rows" },
    runsOn: "server",
    async resolveNumberEvaluation(name: string, value: number, { targetingKey = "" }: EvaluationContext) {
      const found = valueFor(await freshRows(), name, targetingKey);
      return found === null ? { value, reason: "DEFAULT" } : { value: found, reason: "TARGETING_MATCH" };
    },
    resolveBooleanEvaluation: (_name: string, value: boolean) => onlyNumbers(value),
    resolveStringEvaluation: (_name: string, value: string) => onlyNumbers(value),
    resolveObjectEvaluation: (_name, value) => onlyNumbers(value),
  };
}
