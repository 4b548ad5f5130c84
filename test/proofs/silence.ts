/** The longest time in which the carrier got nothing, of that after `since`; in milliseconds. `at` are the hand-offs' times. */
export function longestSilence(at: Date[], since: Date): number {
  const times = at.map((time) => time.getTime()).sort((one, other) => one - other);
  const begin = since.getTime();
  return times.reduce(
    ({ longest, last }, time) => ({ longest: Math.max(longest, time - Math.max(last, begin)), last: time }),
    { longest: 0, last: begin },
  ).longest;
}
