import { once } from "node:events";
import { connect } from "node:net";

/** One kept-alive connection with one request on it at a time. An HTTP client would cost as much as the server does. */
export interface Connection {
  /** `answered` gets the status, or 0 when the connection broke. */
  send(request: string, answered: (status: number) => void): void;
  close(): void;
}

/** More than any answer of ours, with its body. */
const BUFFER_BYTES = 4_096;

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const answers = answerReader((status) => answer(status));
  let waiting: ((status: number) => void) | null = null;
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    // Read into one buffer for good: without a stream, its buffers and their collection.
    onread: {
      buffer,
      callback: (length) => {
        answers(buffer.toString("latin1", 0, length));
        return true;
      },
    },
  });
  await once(socket, "connect");

  function answer(status: number): void {
    const heard = waiting;
    waiting = null;
    heard?.(status);
  }

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

/** Puts pieces together until an answer is whole, then tells its status. Throws on an answer without a Content-Length. */
export function answerReader(onAnswer: (status: number) => void): (piece: string) => void {
  let received = "";
  return (piece) => {
    received += piece;
    const headEnds = received.indexOf("\r\n\r\n");
    if (headEnds === -1) return;
    if (received.length < headEnds + 4 + contentLength(received, headEnds)) return;
    const status = Number(received.slice(9, 12));
    received = "";
    onAnswer(status);
  };
}

function contentLength(received: string, headEnds: number): number {
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
  if (length === undefined) throw new Error(`An answer without a Content-Length: ${received.slice(0, headEnds)}`);
  return Number(length);
}
