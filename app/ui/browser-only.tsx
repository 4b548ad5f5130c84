import { type ReactNode, useEffect, useState } from "react";

/** Shows `fallback` on the server and until the page has come alive; charts measure their box and cannot before. */
export function BrowserOnly({ fallback, children }: { fallback: ReactNode; children: () => ReactNode }) {
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return isAlive ? children() : fallback;
}
