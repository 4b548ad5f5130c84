/** An order counts in full from this many times the mean of the orders before it. */
const FULL_AT = 3;

/**
 * What each order counts, from 0 to 1, in the order of time: its part of three times the mean of those before it, so that
 * one large order decides no test. Only earlier orders set the measure: a bet must be made before its outcome is known.
 */
export function orderWorths(micros: number[]): number[] {
  let sum = 0;
  return micros.map((amount, i) => {
    const full = i === 0 ? FULL_AT * amount : (FULL_AT * sum) / i;
    sum += amount;
    return full > 0 ? Math.min(1, amount / full) : 0;
  });
}
