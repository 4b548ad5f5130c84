import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { delayedWriter } from "./answers.ts";
import type { CarrierSettings } from "./control.ts";
import { requestReader } from "./requests.ts";
import type { Texts } from "./texts.ts";

/** The carrier's front: connections, and nothing of what is said on them. */
export interface Front {
  port: number;
  connections(): number;
  /** Begins or stops to listen, as the mode says. */
  follow(): Promise<void>;
}

/**
 * Listens on a free port of an address with bare sockets: Node's own HTTP server takes twice as long for a request,
 * and the carrier must not be what a benchmark measures. `settings` is looked at again for every packet.
 */
export async function listen(texts: Texts, settings: CarrierSettings, host = "127.0.0.1"): Promise<Front> {
  const open = new Set<Socket>();
  const writeLater = delayedWriter();
  const server = createServer({ noDelay: true }, serve);
  await begin(server, host, 0);
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string

  function serve(socket: Socket): void {
    const read = requestReader();
    open.add(socket);
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => open.delete(socket));
    socket.on("data", (chunk: Buffer) => {
      if (settings.mode === "refusing") return;
      let answers = "";
      for (const request of read(chunk)) answers += texts.answer(request, settings);
      if (answers === "" || settings.mode === "silent") return;
      if (settings.latencyMs > 0) writeLater(socket, answers, settings.latencyMs);
      else socket.write(answers, "latin1");
    });
  }

  return {
    port,
    connections: () => open.size,
    async follow() {
      if (settings.mode !== "refusing") {
        if (!server.listening) await begin(server, host, port);
        return;
      }
      if (server.listening) server.close();
      // What was read before is answered first; what is read from now on is not taken.
      setTimeout(() => {
        for (const socket of open) socket.end();
      }, settings.latencyMs + 20);
    },
  };
}

async function begin(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host, 1024);
  await once(server, "listening");
}
