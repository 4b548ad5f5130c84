import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { logFailure } from "./log-failure.ts";

/** Real time after which Remix gives up data that a loader returned without waiting for it: a report of millions takes seconds. */
export const streamTimeout = 20_000;
/** And after which a page that still waits for such data is cut off. */
const RENDER_TIMEOUT_MS = streamTimeout + 1_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  context.shopify.addDocumentResponseHeaders(request, headers);
  context.simulator?.admit(headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const whenReady = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";

  return new Promise((resolve, reject) => {
    let answeredStatus = status;
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remix} url={request.url} />, {
      [whenReady]: () => {
        isShellSent = true;
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answeredStatus }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error: unknown) => {
        answeredStatus = 500;
        // What fails before the shell is sent is reported by handleError.
        if (isShellSent) logFailure(context.cartbell.log, error, {}, "a page broke while it was being sent");
      },
    });
    setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

/** The one catcher of defects in loaders, actions and rendering. What merchants may read never comes here. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted) return;
  context.failedBecause ??= error;
  const { pathname: path, search } = new URL(request.url);
  logFailure(context.cartbell.log, error, { path, search }, "a page failed");
}
