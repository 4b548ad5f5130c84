import { isDatabaseDown } from "#platform/outages/database";
import { isRedisDown } from "#platform/outages/redis";

/** True when a server that we need is away: the error says nothing about our code. */
export function isOutage(error: unknown): boolean {
  return isDatabaseDown(error) || isRedisDown(error);
}

/** Of an error's own fields, those that cannot hold what a person wrote. PostgreSQL's detail, hint and where quote rows. */
const KEPT = [
  ...["code", "errorCode", "clientVersion", "severity", "schema", "table", "column", "constraint", "dataType"],
  ...["routine", "position", "syscall", "errno", "address", "port", "hostname", "status", "kind", "originalCode"],
];
const DEEPEST = 4;

/**
 * An error as it is logged: its type, words and stack, and the fields that tell where in the schema or the network it
 * happened. Values that PostgreSQL or Prisma quote are hidden. The outage of a server has no stack: it would be the same
 * hundreds of times.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (typeof error !== "object" || error === null) return error;
  const { message, stack, cause, errors } = error as Partial<AggregateError>; // read by name, whatever it is
  const fields = error as Record<string, unknown>;
  const words = hideValues(String(message ?? ""), fields);
  const described: Record<string, unknown> = { type: error.constructor?.name ?? "Object", message: words };
  for (const key of KEPT)
    if (typeof fields[key] === "string" || typeof fields[key] === "number") described[key] = fields[key];
  if (typeof stack === "string" && !isOutage(error))
    described.stack = stack.replace(String(message ?? ""), () => words);
  if (depth >= DEEPEST) return described;
  if (cause) described.cause = describeError(cause, depth + 1);
  if (Array.isArray(errors) && errors.length > 0)
    described.errors = errors.slice(0, 5).map((it) => describeError(it, depth + 1));
  return described;
}

/** PostgreSQL quotes the value that it could not read; Prisma repeats the whole call with its arguments. */
function hideValues(message: string, { name, code, originalCode }: Record<string, unknown>): string {
  if (typeof name === "string" && name.startsWith("PrismaClient")) return lastParagraph(message);
  const state = String(originalCode ?? code ?? "");
  return /^[0-9A-Z]{5}$/.test(state) ? message.replace(/: ["(].*/s, ": [hidden]") : message;
}

function lastParagraph(message: string): string {
  const paragraphs = message.trim().split(/\n\s*\n|\n(?=\S)/);
  return (paragraphs.at(-1) ?? "").replace(/: `.*`/s, ": [hidden]");
}
