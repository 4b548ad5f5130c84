import { createHash } from "node:crypto";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Notice } from "./document.tsx";
import style from "./panel.css?inline";
import { REFRESH_SCRIPT } from "./refresh.ts";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * Nothing is loaded or run but the panel's one style and one script, both in the page; the script asks this origin alone.
 * Forms post here only, and no page may show the panel in a frame. app/page-policy.ts adds what holds for every page.
 */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(REFRESH_SCRIPT)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": POLICY,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex",
};

/** A whole page of the panel. */
export function answerPage(
  page: ReactElement,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const headers = { ...HEADERS, ...init.headers };
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { status: init.status ?? 200, headers });
}

/** To another page of the panel, also after a form. */
export function redirectTo(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: path } });
}

/** A page with one sentence. */
export function refusal(status: number, sentence: string): Response {
  return answerPage(<Notice title={titleOf(status)} sentence={sentence} />, { status });
}

function titleOf(status: number): string {
  if (status === 403) return "Not allowed";
  if (status === 404) return "Not found";
  return status === 429 ? "Too many requests" : "Something went wrong";
}
