import type { IncomingMessage } from "node:http";
import type { Visitors } from "./visitors.ts";

export interface BodyLimits {
  /** Bytes that are kept. A longer body is still hashed, so that its sender can be known, but not kept. */
  keepBytes: number;
  /** Bytes after which we stop listening. */
  hardBytes: number;
  /** Real milliseconds for the whole body. */
  deadlineMs: number;
}

export type Body =
  | { kind: "kept"; bytes: Buffer }
  /** Longer than keepBytes, read to its end. */
  | { kind: "too-long"; length: number }
  /** Longer than hardBytes: the rest was not read, and the connection must not be used again. */
  | { kind: "cut-off" }
  /** It did not arrive in time. */
  | { kind: "late" }
  /** Too many unfinished bodies, of this address or of all. */
  | { kind: "busy" }
  /** The sender went away in the middle. */
  | { kind: "broken" };

/** A store or a provider sends a body at once; what is slower than this is stuck or keeps us busy on purpose. */
export const BODY_DEADLINE_MS = 5_000;

/** Reads a visitor's raw body, feeding every byte to `hash` on the way. Never throws. */
export async function readBody(
  request: IncomingMessage,
  { keepBytes, hardBytes, deadlineMs }: BodyLimits,
  visitors: Pick<Visitors, "bodies" | "networkOf">,
  hash?: { update(chunk: Buffer): unknown },
): Promise<Body> {
  // Said beforehand: not one byte of it need be taken.
  if (Number(request.headers["content-length"] ?? 0) > hardBytes) return { kind: "cut-off" };
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const finish = (body: Body) => {
      clearTimeout(timer);
      claim?.end();
      request.off("data", take).off("end", end).off("error", broke).off("close", broke);
      // Without a listener an error of the socket would end the process.
      request.on("error", () => {});
      if (body.kind !== "kept" && body.kind !== "too-long") request.pause();
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > hardBytes) return finish({ kind: "cut-off" });
      hash?.update(chunk);
      if (length > keepBytes) chunks.length = 0;
      else if (!claim?.add(chunk.length)) return finish({ kind: "busy" });
      else chunks.push(chunk);
    };
    const end = () =>
      finish(length > keepBytes ? { kind: "too-long", length } : { kind: "kept", bytes: joinChunks(chunks) });
    const broke = () => finish({ kind: "broken" });
    const timer = setTimeout(() => finish({ kind: "late" }), deadlineMs);
    const claim = visitors.bodies.begin(visitors.networkOf(request), () => finish({ kind: "busy" }));
    if (claim === null) return finish({ kind: "busy" });
    request.on("data", take).once("end", end).once("error", broke).once("close", broke);
  });
}

function joinChunks(chunks: Buffer[]): Buffer {
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

export interface BodyRefusal {
  status: number;
  /** For the refusal counter. */
  because: string;
  headers?: Record<string, string>;
}

/** What to answer for a body that is not there; null for one that is. */
export function refusalOf(body: Body): BodyRefusal | null {
  switch (body.kind) {
    case "broken":
      return { status: 400, because: "the connection broke" };
    case "late":
      return { status: 408, because: "the body was too slow" };
    case "busy":
      return { status: 503, because: "too many unfinished bodies", headers: { "Retry-After": "5" } };
    case "cut-off":
      return { status: 413, because: "beyond the hard limit" };
    default:
      return null;
  }
}
