import type { IncomingMessage } from "node:http";

export interface BodyLimits {
  /** Bytes that are kept. A longer body is still hashed, so that its sender can be known, but not kept. */
  keepBytes: number;
  /** Bytes after which we stop listening. */
  hardBytes: number;
}

export type Body =
  | { kind: "kept"; bytes: Buffer }
  /** Longer than keepBytes, read to its end. */
  | { kind: "too-long"; length: number }
  /** Longer than hardBytes: the rest was not read, and the connection must not be used again. */
  | { kind: "cut-off" }
  /** The sender went away in the middle. */
  | { kind: "broken" };

/** Reads a request's raw body, feeding every byte to `hash` on the way. Never throws. */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  hash?: { update(chunk: Buffer): unknown },
): Promise<Body> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.hardBytes) {
        request.pause();
        request.removeAllListeners("data");
        return resolve({ kind: "cut-off" });
      }
      hash?.update(chunk);
      if (length <= limits.keepBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once("end", () =>
      resolve(length > limits.keepBytes ? { kind: "too-long", length } : { kind: "kept", bytes: join(chunks) }),
    );
    request.once("error", () => resolve({ kind: "broken" }));
    request.once("close", () => resolve({ kind: "broken" }));
  });
}

function join(chunks: Buffer[]): Buffer {
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
