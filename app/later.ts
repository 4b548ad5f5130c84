/**
 * What a loader returns without waiting for it. The page sees its failure; when the answer is not even begun by then, or the
 * browser has left, nothing does, and Node would end the process.
 */
export function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
