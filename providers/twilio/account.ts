import { Pool } from "undici";
import { type CallOutcome, call } from "./call.ts";

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  pool: Pool;
  authorization: string;
}

export interface TwilioConnection {
  accountSid: string;
  authToken: string;
  /** Twilio's own (`https://api.twilio.com`) or a simulated carrier's. */
  apiUrl: string;
  /** How many texts may be on their way to Twilio at once. */
  connections?: number | undefined;
}

/** A connection that is not made by then is none: the text was not sent and can wait. */
const connectMs = 5000;

/** Opens an account's connection pool. Nothing is connected until the first call. */
export function openAccount({ accountSid, authToken, apiUrl, connections = 96 }: TwilioConnection): TwilioAccount {
  return {
    accountSid,
    authToken,
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
    pool: new Pool(new URL(apiUrl).origin, {
      connections,
      // One request at a time on a connection: with a second behind it, a break would not tell which of them was read.
      pipelining: 1,
      allowH2: false,
      connect: { timeout: connectMs },
      // Each call has a deadline of its own.
      headersTimeout: 0,
      bodyTimeout: 0,
    }),
  };
}

/** Posts a form to one of the account's resources, such as "Messages". */
export function post(
  account: TwilioAccount,
  resource: string,
  form: URLSearchParams,
  deadline: Date,
): Promise<CallOutcome> {
  return call(account.pool, {
    method: "POST",
    path: pathOf(account, resource),
    headers: { authorization: account.authorization, "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    deadline,
  });
}

/** Reads one of the account's resources; `target` may also be a page's own path, as Twilio's lists give it. */
export function get(account: TwilioAccount, target: string, deadline: Date): Promise<CallOutcome> {
  return call(account.pool, {
    method: "GET",
    path: target.startsWith("/") ? target : pathOf(account, target),
    headers: { authorization: account.authorization },
    deadline,
  });
}

function pathOf(account: TwilioAccount, resource: string): string {
  const [name, query] = resource.split("?");
  const path = `/2010-04-01/Accounts/${account.accountSid}/${name}.json`;
  return query === undefined ? path : `${path}?${query}`;
}
