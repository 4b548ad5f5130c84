import { isRouteErrorResponse } from "@remix-run/react";
import type { Log } from "#platform/log";

/** It failed because of what one shop asks at a time, not because of a defect. */
export class NoTurn extends Error {}

/**
 * Logs why a request failed. A defect is an error. What any visitor can cause at will is not, or a stranger could fill the
 * operator's alarms: Remix refuses a method or an address that a page does not have by throwing its own 4xx answer, and
 * reports each request with ?_data, which no page of ours sends.
 */
export function logFailure(
  log: Log,
  error: unknown,
  { path, search = "" }: { path?: string; search?: string },
  words: string,
) {
  const isRefusal = isRouteErrorResponse(error) && error.status < 500;
  if (isRefusal || new URLSearchParams(search).has("_data")) log.info({ err: error, path }, words);
  else if (error instanceof NoTurn) log.warn({ err: error, path }, words);
  else log.error({ err: error, path }, words);
}
