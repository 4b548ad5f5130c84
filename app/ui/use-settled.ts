import { useEffect, useState } from "react";

/**
 * What a promise of the loader came to: null until it has settled, and when it failed. While a newer one is awaited, what was
 * last known.
 */
export function useSettled<T>(promise: Promise<T>): T | null {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    let isCurrent = true;
    promise.then(
      (settled) => isCurrent && setValue(settled),
      () => isCurrent && setValue(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [promise]);
  return value;
}
