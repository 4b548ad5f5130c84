/** How many checks or tests went well. */
export interface Totals {
  passed: number;
  failed: number;
}

export function countOf(results: boolean[]): Totals {
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

export function sumOf(runs: Totals[]): Totals {
  return {
    passed: runs.reduce((sum, totals) => sum + totals.passed, 0),
    failed: runs.reduce((sum, totals) => sum + totals.failed, 0),
  };
}

/** The last line of every command that tests something: .ci/run reads it. */
export function lastLine({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`;
}
