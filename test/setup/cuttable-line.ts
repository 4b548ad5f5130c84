import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A TCP line to a server that a test can cut and restore: to its user, the server goes away and comes back. */
export interface CuttableLine {
  /** The server's address by way of this line. */
  url: string;
  /** Ends every connection at once and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections stand and take new ones, and carries nothing: a network that swallows everything. */
  silence(): void;
  /** Carries everything again, what was held back included. */
  mend(): Promise<void>;
  /** New connections go to another server from now on. */
  turnTo(targetUrl: string): void;
  close(): Promise<void>;
}

export async function cuttableLine(targetUrl: string): Promise<CuttableLine> {
  let target = new URL(targetUrl);
  const open = new Set<Socket>();
  let isSilent = false;
  let server = await listen(0);
  const own = (server.address() as AddressInfo).port; // a TCP server's address is never a string

  function carry(near: Socket): void {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => {}); // cut
      one.once("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.on("data", (chunk) => void other.write(chunk));
      if (isSilent) one.pause();
    }
  }

  async function listen(at: number): Promise<Server> {
    const opened = createServer(carry);
    opened.listen(at, "127.0.0.1");
    await once(opened, "listening");
    return opened;
  }

  async function cut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.resetAndDestroy();
    await closed;
  }

  const url = new URL(targetUrl);
  url.hostname = "127.0.0.1";
  url.port = String(own);
  return {
    url: url.href,
    cut,
    silence() {
      isSilent = true;
      for (const socket of open) socket.pause();
    },
    async mend() {
      isSilent = false;
      for (const socket of open) socket.resume();
      if (!server.listening) server = await listen(own);
    },
    turnTo(otherUrl) {
      target = new URL(otherUrl);
    },
    async close() {
      if (server.listening) await cut();
    },
  };
}
