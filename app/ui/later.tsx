import { type ReactNode, useEffect, useState } from "react";

export interface LaterProps<T> {
  /** What the loader did not wait for. */
  of: Promise<T>;
  /** In its place until it is there; as high as what comes, so that nothing moves. */
  fallback: ReactNode;
  /** When it failed; the fallback, when absent. */
  failed?: ReactNode;
  children: (value: T) => ReactNode;
}

type Settled<T> = { value: T } | "failed" | null;

/**
 * Shows what a loader streams after its page. Not by Suspense: a boundary that the server left open must not be updated
 * before it has hydrated (React's error 421), and a merchant's click, a live page or the admin's loading bar may come that
 * early on a slow machine. While a newer value is awaited, the last one stays.
 */
export function Later<T>({ of, fallback, failed = fallback, children }: LaterProps<T>) {
  const [settled, setSettled] = useState<Settled<T>>(null);
  useEffect(() => {
    let isCurrent = true;
    of.then(
      (value) => isCurrent && setSettled({ value }),
      () => isCurrent && setSettled("failed"),
    );
    return () => {
      isCurrent = false;
    };
  }, [of]);
  if (settled === null) return fallback;
  return settled === "failed" ? failed : children(settled.value);
}
