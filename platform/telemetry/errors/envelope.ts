import { randomUUID } from "node:crypto";

/** A line of our log about an error: parsed, masked already. */
export interface ErrorLine {
  level: number;
  time: number;
  name?: string;
  msg?: string;
  traceId?: string;
  err?: LoggedError;
  [field: string]: unknown;
}

/** As describe-error.ts writes it. */
interface LoggedError {
  type?: string;
  message?: string;
  stack?: string;
  cause?: LoggedError;
}

const FATAL = 60;
/** Of the line's own fields. */
const NOT_EXTRA = new Set(["level", "time", "pid", "hostname", "name", "msg", "traceId", "err"]);
const MOST_FRAMES = 50;
const DEEPEST = 4;

/**
 * One event as an envelope (https://develop.sentry.dev/sdk/foundations/envelopes/): a header line, an item's header line, and the item. Its
 * exception is the line's error with its causes, the innermost first, frames from the outermost call on.
 */
export function envelopeOf(line: ErrorLine, { environment, now }: { environment: string; now: Date }): string {
  const eventId = randomUUID().replaceAll("-", "");
  const event = {
    event_id: eventId,
    timestamp: line.time / 1_000,
    platform: "node",
    level: line.level >= FATAL ? "fatal" : "error",
    logger: line.name ?? "cartbell",
    server_name: line.hostname,
    environment,
    logentry: { formatted: line.msg ?? "" },
    ...(line.err && { exception: { values: exceptionsOf(line.err) } }),
    extra: Object.fromEntries(Object.entries(line).filter(([name]) => !NOT_EXTRA.has(name))),
    ...(line.traceId && { contexts: { trace: { trace_id: line.traceId, span_id: eventId.slice(0, 16) } } }),
  };
  const item = JSON.stringify(event);
  return [
    JSON.stringify({ event_id: eventId, sent_at: now.toISOString() }),
    JSON.stringify({ type: "event", content_type: "application/json", length: Buffer.byteLength(item) }),
    item,
    "",
  ].join("\n");
}

function exceptionsOf(error: LoggedError, depth = 0): object[] {
  const causes = error.cause && depth < DEEPEST ? exceptionsOf(error.cause, depth + 1) : [];
  const frames = framesOf(error.stack ?? "");
  const own = {
    type: error.type ?? "Error",
    value: error.message ?? "",
    ...(frames.length > 0 && { stacktrace: { frames } }),
  };
  return [...causes, own];
}

/** V8's "at name (file:line:column)", whose first line is the innermost call. */
function framesOf(stack: string): object[] {
  const frames = [...stack.matchAll(/^\s+at (?:(?<name>.+?) \()?(?<file>[^()\n]+?):(?<line>\d+):(?<column>\d+)\)?$/gm)];
  return frames
    .slice(0, MOST_FRAMES)
    .map(({ groups = {} }) => ({
      filename: groups.file,
      function: groups.name ?? "?",
      lineno: Number(groups.line),
      colno: Number(groups.column),
      in_app: !/node_modules|^node:/.test(groups.file ?? ""),
    }))
    .reverse();
}
