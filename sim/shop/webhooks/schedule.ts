/** https://shopify.dev/changelog/updates-to-webhook-retry-mechanism: 8 retries over 4 hours, exponentially spaced. */
export const maxRetries = 8;
const windowMs = 4 * 60 * 60 * 1000;

/**
 * How long after its last attempt a delivery is tried again; null when all retries are spent. Each gap is twice the
 * one before and the eight add up to four hours. `retriesDone` counts the retries already made.
 */
export function gapBeforeRetry(retriesDone: number): number | null {
  if (retriesDone >= maxRetries) return null;
  return Math.round((windowMs * 2 ** retriesDone) / (2 ** maxRetries - 1));
}
