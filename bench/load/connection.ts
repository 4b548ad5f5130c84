import { once } from "node:events";
import { connect } from "node:net";

/** One kept-alive connection with one request on it at a time. An HTTP client would cost as much as the server does. */
export interface Connection {
  /** `answered` gets the status, or 0 when the connection broke. */
  send(request: string, answered: (status: number) => void): void;
  close(): void;
}

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  let received = "";
  let waiting: ((status: number) => void) | null = null;

  function answer(status: number): void {
    const heard = waiting;
    waiting = null;
    received = "";
    heard?.(status);
  }

  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    received += chunk;
    if (isWhole(received)) answer(Number(received.slice(9, 12)));
  });
  socket.on("error", () => {}); // "close" follows
  socket.on("close", () => answer(0));
  return {
    send(request, answered) {
      if (socket.destroyed) return answered(0);
      waiting = answered;
      socket.write(request, "latin1");
    },
    close: () => socket.destroy(),
  };
}

function isWhole(received: string): boolean {
  const headEnds = received.indexOf("\r\n\r\n");
  if (headEnds === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
  if (length === undefined) throw new Error(`An answer without a Content-Length: ${received.slice(0, headEnds)}`);
  return received.length >= headEnds + 4 + Number(length);
}
