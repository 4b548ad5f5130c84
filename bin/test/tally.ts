/** How many checks or tests went well. */
export interface Tally {
  passed: number;
  failed: number;
}

export function countOf(results: boolean[]): Tally {
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

export function sumOf(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
  };
}

/** The last line of every command that tests something: .ci/run reads it. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
