import { Socket } from "node:net";

/** One connection to the app, with one request on it at a time. */
export interface ReceiptLine {
  /** Calls back once: with the answer's status, or with null when the connection was lost and is of no more use. */
  post(request: string, done: (status: number | null) => void): void;
  close(): void;
}

/** Begins to connect; what is posted meanwhile waits. */
export function receiptLineTo(url: URL): ReceiptLine {
  const socket = new Socket();
  let read = "";
  let isEnding = false;
  let waiting: ((status: number | null) => void) | null = null;

  function end(status: number | null): void {
    const done = waiting;
    waiting = null;
    read = "";
    done?.(status);
  }

  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => {
    read += chunk.toString("latin1");
    const headEnd = read.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const head = read.slice(0, headEnd);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (read.length < headEnd + 4 + length) return;
    isEnding = /\r\nconnection: *close/i.test(head);
    if (isEnding) socket.end();
    end(Number(head.slice(9, 12)));
  });
  socket.on("error", () => {}); // "close" follows and tells it
  socket.on("close", () => end(null));
  socket.connect(Number(url.port || 80), url.hostname);

  return {
    post(request, done) {
      waiting = done;
      if (socket.destroyed || isEnding) process.nextTick(end, null);
      else socket.write(request, "latin1");
    },
    close: () => void socket.destroy(),
  };
}
