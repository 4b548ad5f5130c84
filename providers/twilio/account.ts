import { Pool } from "undici";
import { type CallOutcome, type CallRequest, call } from "./call.ts";

export interface TwilioAccount {
  accountSid: string;
  /** All that hold at present: two while the token is being rotated. */
  authTokens: string[];
  pool: Pool;
  /** Connections of its own for what may wait, so that it never stands before a text. */
  readPool: Pool;
  /** The one of them that Twilio accepted last. */
  current: number;
}

export interface TwilioConnection {
  accountSid: string;
  /** One, or several separated by commas while it is being rotated: a callback may be signed with any of them. */
  authToken: string;
  /** Twilio's own (`https://api.twilio.com`) or a simulated carrier's. */
  apiUrl: string;
  /** How many texts may be on their way to Twilio at once. */
  connections?: number | undefined;
  /** See `Provider.latestEntryMs`. */
  latestEntryMs?: number | undefined;
}

/** What may wait: the questions about missing receipts. */
const READ_CONNECTIONS = 4;
/** A connection that is not made by then is none: the text was not sent and can wait. */
const connectMs = 5000;

/** Opens an account's connection pool. Nothing is connected until the first call. */
export function openAccount({ accountSid, authToken, apiUrl, connections = 96 }: TwilioConnection): TwilioAccount {
  return {
    accountSid,
    authTokens: authToken
      .split(",")
      .map((token) => token.trim())
      .filter((token) => token !== ""),
    current: 0,
    pool: poolOf(apiUrl, connections),
    readPool: poolOf(apiUrl, READ_CONNECTIONS),
  };
}

function poolOf(apiUrl: string, connections: number): Pool {
  return new Pool(new URL(apiUrl).origin, {
    connections,
    // One request at a time on a connection: with a second behind it, a break would not tell which of them was read.
    pipelining: 1,
    allowH2: false,
    connect: { timeout: connectMs },
    // Each call has a deadline of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** Posts a form to one of the account's resources, such as "Messages". */
export function post(
  account: TwilioAccount,
  resource: string,
  form: URLSearchParams,
  deadline: Date,
  mayBegin?: () => boolean,
): Promise<CallOutcome> {
  return callAs(account, account.pool, {
    method: "POST",
    path: pathOf(account, resource),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    deadline,
    mayBegin,
  });
}

/** Reads one of the account's resources; `target` may also be a page's own path, as Twilio's lists give it. */
export function get(account: TwilioAccount, target: string, deadline: Date, pool = account.pool): Promise<CallOutcome> {
  const path = target.startsWith("/") ? target : pathOf(account, target);
  return callAs(account, pool, { method: "GET", path, headers: {}, deadline });
}

/** Makes the call; when Twilio refuses the token (401: it did nothing), once more with each of the others. */
async function callAs(account: TwilioAccount, pool: Pool, request: CallRequest): Promise<CallOutcome> {
  const { authTokens, current } = account;
  let outcome = await call(pool, withToken(account, request, current));
  for (let next = 1; next < authTokens.length && isRefused(outcome); next += 1) {
    const index = (current + next) % authTokens.length;
    outcome = await call(pool, withToken(account, request, index));
    if (!isRefused(outcome)) account.current = index;
  }
  return outcome;
}

function isRefused(outcome: CallOutcome): boolean {
  return outcome.kind === "answered" && outcome.status === 401;
}

function withToken({ accountSid, authTokens }: TwilioAccount, request: CallRequest, index: number): CallRequest {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authTokens[index] ?? ""}`).toString("base64")}`;
  return { ...request, headers: { ...request.headers, authorization } };
}

function pathOf(account: TwilioAccount, resource: string): string {
  const [name, query] = resource.split("?");
  const path = `/2010-04-01/Accounts/${account.accountSid}/${name}.json`;
  return query === undefined ? path : `${path}?${query}`;
}
