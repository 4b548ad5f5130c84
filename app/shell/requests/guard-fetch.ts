import { encode } from "turbo-stream";
import type { FormAnswer } from "#app/actions/answer";
import { FAILURES, type Failure, failureOf, formSentence } from "./failure.ts";
import { holdRequest, noteAnswer, retryHeld } from "./held.ts";

/** A request without an answer after so long counts as failed. Real time. */
const PATIENCE_MS = 30_000;
const OFFLINE_PATIENCE_MS = 1_000;

/**
 * Lets no failed request take the page away. Remix puts its error page in place of everything on screen when one of its
 * requests fails, so we stand between: a form's failed request is answered with a sentence for the form, and a failed
 * request for data waits, with a notice, until it succeeds. Call it once, before the page comes alive.
 */
export function guardFetch(scope: Pick<Window & typeof globalThis, "fetch" | "location" | "addEventListener">): void {
  const original = scope.fetch.bind(scope);
  scope.addEventListener("online", retryHeld);
  scope.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, scope.location.href);
    const isData = url.origin === scope.location.origin && url.pathname.endsWith(".data");
    // Remix gives an address and its options; anything else is not its request.
    if (!isData || input instanceof Request) return original(input, init);
    return guardRequest(
      () => original(url, init),
      init ?? {},
      () => isSamePage(url, scope.location.pathname),
    );
  };
}

async function guardRequest(
  ask: () => Promise<Response>,
  init: RequestInit,
  isOfThisPage: () => boolean,
): Promise<Response> {
  const isPost = (init.method ?? "GET").toUpperCase() !== "GET";
  const signal = init.signal ?? null;
  for (;;) {
    const asked = await outcomeOf(ask, signal);
    const failure =
      typeof asked === "string"
        ? asked
        : failureOf({ status: asked.status, isOurs: asked.headers.has("X-Remix-Response") }, isPost, isOfThisPage());
    if (typeof asked !== "string" && failure === null) {
      noteAnswer();
      return asked;
    }
    if (isPost) return refusalResponse(failure ?? "broken");
    await holdRequest(failure ?? "broken", FAILURES[failure ?? "broken"].passes, signal);
  }
}

/** The answer, or why there is none. Throws only when the page itself gave the request up. */
async function outcomeOf(ask: () => Promise<Response>, signal: AbortSignal | null): Promise<Response | Failure> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Failure>((resolve) => {
    // App Bridge's session token may be waited for without end while there is no connection.
    const patience = navigator.onLine ? PATIENCE_MS : OFFLINE_PATIENCE_MS;
    timer = setTimeout(() => resolve(navigator.onLine ? "unreachable" : "offline"), patience);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (signal?.aborted) throw error;
    return navigator.onLine ? "unreachable" : "offline";
  } finally {
    clearTimeout(timer);
  }
}

/** An action's answer as Remix would send it; its status keeps the page's data from being read again at once. */
function refusalResponse(failure: Failure): Response {
  const answer: FormAnswer = { ok: false, errors: { form: formSentence(failure) }, isLost: true };
  return new Response(encode({ data: answer }), { status: 503, headers: { "X-Remix-Response": "yes" } });
}

function isSamePage(url: URL, pathname: string): boolean {
  return url.pathname === (pathname === "/" ? "/_root.data" : `${pathname.replace(/\/$/, "")}.data`);
}
