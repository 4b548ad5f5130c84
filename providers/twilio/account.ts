import { Pool } from "undici";

export interface TwilioAccount {
  accountSid: string;
  /** Where its API is. */
  apiOrigin: string;
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
  /** How many texts may be on their way to Twilio at once, each on a connection of its own. Opened when they are needed. */
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
    apiOrigin: new URL(apiUrl).origin,
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
