import type { Pool } from "undici";
import type { TwilioAccount } from "./account.ts";

export interface CallRequest {
  method: "GET" | "POST" | "DELETE";
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** The answer's body has one character for each byte. */
  isBinary?: boolean;
  /** Real time after which the request is not begun, and is abandoned when it has. */
  deadline: Date;
  /** Asked just before the first byte leaves, however long the request waited for a connection; false keeps it here. */
  mayBegin?: (() => boolean) | undefined;
}

/**
 * What became of one HTTP request. "not-written" promises that no byte of it has left this process; everything that
 * is not known for sure is "lost".
 */
export type CallOutcome =
  | { kind: "answered"; status: number; headers: Record<string, string>; body: string }
  | { kind: "not-written"; detail: string }
  /** `status` is the answer's, when it began to arrive and broke off. */
  | { kind: "lost"; detail: string; status: number | null };

type Dispatched = Parameters<Pool["dispatch"]>[1];
type Controller = Parameters<NonNullable<Dispatched["onRequestStart"]>>[0];

/** No answer of Twilio's that we ask for is longer; a longer one is not read to its end. */
const longestAnswer = 8 * 1024 * 1024;

/** Posts a form to one of the account's resources, such as "Messages". */
export function postForm(
  account: TwilioAccount,
  resource: string,
  form: URLSearchParams,
  deadline: Date,
  { mayBegin, headers = {} }: Partial<Pick<CallRequest, "mayBegin" | "headers">> = {},
): Promise<CallOutcome> {
  return callAs(account, account.pool, {
    method: "POST",
    path: pathOf(account, resource),
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    deadline,
    mayBegin,
  });
}

/** Reads one of the account's resources; `target` may also be a page's own path, as Twilio's lists give it. */
export function getResource(
  account: TwilioAccount,
  target: string,
  deadline: Date,
  pool = account.pool,
): Promise<CallOutcome> {
  const path = target.startsWith("/") ? target : pathOf(account, target);
  return callAs(account, pool, { method: "GET", path, headers: {}, deadline });
}

/** Asks for one of the account's files, or has it deleted, beside the texts. */
export function callFile(
  account: TwilioAccount,
  method: "GET" | "DELETE",
  file: string,
  deadline: Date,
): Promise<CallOutcome> {
  const path = `/2010-04-01/Accounts/${account.accountSid}/${file}`;
  return callAs(account, account.readPool, { method, path, headers: {}, deadline, isBinary: true });
}

/** Makes the call; when Twilio refuses the token (401: it did nothing), once more with each of the others. */
async function callAs(account: TwilioAccount, pool: Pool, request: CallRequest): Promise<CallOutcome> {
  const { authTokens, current } = account;
  let outcome = await callTwilio(pool, withToken(account, request, current));
  for (let next = 1; next < authTokens.length && isRefused(outcome); next += 1) {
    const index = (current + next) % authTokens.length;
    outcome = await callTwilio(pool, withToken(account, request, index));
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

/**
 * Makes one request and never throws. It rests on undici calling `onRequestStart` in the same turn in which it writes
 * the first byte, just before (undici, lib/dispatcher/client-h1.js, writeH1), and not at all when no connection
 * could be made. So a failure without that call is "not-written", and throwing from it keeps the request from leaving:
 * that is how a process that was frozen past its deadline, or a request that undici would begin a second time, is stopped.
 */
export function callTwilio(pool: Pool, request: CallRequest): Promise<CallOutcome> {
  return new Promise((resolve) => {
    const { method, path, headers, body = null, isBinary = false } = request;
    let controller: Controller | null = null;
    let isFinished = false;
    let status: number | null = null;
    let answerHeaders: Record<string, string> = {};
    let length = 0;
    const chunks: Buffer[] = [];

    // After a turn of the event loop that was too long, or a freeze, timers run before what came meanwhile is read.
    const timer = setTimeout(() => setImmediate(abandon), millisecondsUntil(request.deadline));

    function abandon(): void {
      if (isFinished) return;
      giveUp("no answer before the deadline");
      controller?.abort(new Error("deadline"));
    }

    function finishCall(outcome: CallOutcome): void {
      isFinished = true;
      clearTimeout(timer);
      resolve(outcome);
    }

    function giveUp(detail: string): void {
      finishCall(controller ? { kind: "lost", detail, status } : { kind: "not-written", detail });
    }

    pool.dispatch(
      { method, path, headers, body },
      {
        onRequestStart(started) {
          // The timer runs by another clock than the deadline: what it has called unwritten stays so, whatever the time is.
          if (isFinished || millisecondsUntil(request.deadline) <= 0)
            throw new Error("the deadline passed before the request began");
          if (controller) throw new Error("the connection was lost");
          if (request.mayBegin?.() === false) throw new Error("withheld");
          controller = started;
        },
        onResponseStart(_controller, statusCode, received) {
          status = statusCode;
          answerHeaders = received as Record<string, string>;
        },
        onResponseData(started, chunk) {
          length += chunk.length;
          if (length > longestAnswer) started.abort(new Error("the answer is too long"));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          const text = Buffer.concat(chunks).toString(isBinary ? "latin1" : "utf8");
          finishCall({ kind: "answered", status: status ?? 0, headers: answerHeaders, body: text });
        },
        onResponseError(_controller, error) {
          giveUp(describeFailure(error));
        },
      },
    );
  });
}

function millisecondsUntil(deadline: Date): number {
  return deadline.getTime() - Date.now();
}

// A failed connection attempt to several addresses has no message of its own, only a code.
function describeFailure(error: Error & { code?: unknown }): string {
  return [error.code, error.message].filter((part) => typeof part === "string" && part !== "").join(": ");
}
