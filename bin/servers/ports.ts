import { createServer } from "node:net";

const ATTEMPTS = 50;

/**
 * The first port from `preferred` upwards that nobody listens on and that is not in `taken`; any free one when those
 * are all busy or nothing is preferred. The port is free at that moment only: bind it soon.
 */
export async function findFreePort(preferred: number | null, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = preferred ?? 0; preferred !== null && port < preferred + ATTEMPTS; port += 1) {
    if (!taken.has(port) && (await tryPort(port)) !== null) return port;
  }
  for (;;) {
    const port = await tryPort(0);
    if (port === null) throw new Error("This machine has no free port left on 127.0.0.1.");
    if (!taken.has(port)) return port;
  }
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
    });
  });
}
