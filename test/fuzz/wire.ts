import { connect } from "node:net";

/** A request as it goes over the wire: an HTTP client would refuse to send much of what is worth sending. */
export interface WireRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | string;
}

export interface Sent {
  /** What was sent, for the report. */
  what: string;
  /** 0 when the connection ended without an answer. */
  status: number;
  /** The answer's headers and body, cut off. */
  answer: string;
  ms: number;
  isLate: boolean;
}

const PATIENCE_MS = 45_000;
const KEPT = 20_000;

/** Sends one request on a connection of its own and resolves when the server has ended it. */
export function sendTo(url: string, request: WireRequest): Promise<Sent> {
  const { hostname, port } = new URL(url);
  const body = Buffer.from(request.body);
  const headers = { Host: "127.0.0.1", Connection: "close", "Content-Length": String(body.length), ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${request.method} ${request.path} HTTP/1.1\r\n${lines.join("")}\r\n`;
  const began = performance.now();
  return new Promise((resolve) => {
    let answer = "";
    let isLate = false;
    const socket = connect(Number(port), hostname, () => {
      socket.write(head, "latin1");
      if (body.length > 0) socket.write(body);
    });
    const timer = setTimeout(() => {
      isLate = true;
      socket.destroy();
    }, PATIENCE_MS);
    socket.on("data", (piece) => {
      if (answer.length < KEPT) answer += piece.toString("latin1");
    });
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => {
      clearTimeout(timer);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
      resolve({ what: describe(request), status, answer, ms: performance.now() - began, isLate });
    });
  });
}

function describe({ method, path, body }: WireRequest): string {
  return `${method} ${path.slice(0, 200)} ${JSON.stringify(String(body).slice(0, 1_000))}`;
}
