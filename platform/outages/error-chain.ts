/** An error-like thing: an Error, or the plain object that a driver put in `cause`. */
type Link = Record<string, unknown>;

const DEEPEST = 6;

/**
 * The error and everything it was caused by: `cause`, the parts of an AggregateError (a host with several addresses
 * gives one), and what Prisma keeps of the driver's own error.
 */
export function errorChain(error: unknown, depth = 0): Link[] {
  if (typeof error !== "object" || error === null || depth > DEEPEST) return [];
  const link = error as Link; // read by name, whatever it is
  const meta = link.meta as Link | undefined;
  const parts = Array.isArray(link.errors) ? link.errors : [];
  return [link, ...[link.cause, meta?.driverAdapterError, ...parts].flatMap((it) => errorChain(it, depth + 1))];
}

/** Every code and kind that a link of the chain goes by. */
export function codesOf(link: Link): string[] {
  const meta = link.meta as Link | undefined;
  return [link.code, link.errorCode, link.originalCode, link.kind, meta?.code].filter((it) => typeof it === "string");
}

/** The words of a link, for what carries no code. */
export function wordsOf(link: Link): string {
  return [link.message, link.originalMessage].filter((it) => typeof it === "string").join(" ");
}
