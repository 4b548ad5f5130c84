import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { reservePort } from "./port-reservation.ts";

const ATTEMPTS = 50;
/** Below those that Linux gives to outgoing connections, any of which might be taken a moment later. */
const [LOWEST, HIGHEST] = [20_000, 32_000];

/**
 * The first port from `preferred` upwards that no one listens on and that is not in `taken`; any free one when those
 * are all busy or nothing is preferred. For a minute no one else who asks here is given it, in whatever process: bind it
 * in that time.
 */
export async function findFreePort(preferred: number | null, taken: ReadonlySet<number> = new Set()): Promise<number> {
  const mayHave = async (port: number, isWanted: boolean) =>
    !taken.has(port) && reservePort(port, isWanted) && (await isFree(port));
  for (let port = preferred ?? 0; preferred !== null && port < preferred + ATTEMPTS; port += 1) {
    if (await mayHave(port, port === preferred)) return port;
  }
  for (let attempt = 0; attempt < 10 * ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await mayHave(port, false)) return port;
  }
  throw new Error("This machine has no free port left on 127.0.0.1.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
