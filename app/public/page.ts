import { createHash } from "node:crypto";
import type { Answer } from "#platform/http/answer";
import { BARE_POLICY } from "#platform/http/security-headers";

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 20vh auto 0; max-width: 26rem; padding: 0 1.25rem; color: #303030; }
  h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
  p { margin: 0; color: #616161; }
  a { display: inline-block; margin-top: 1.5rem; color: #005bd3; }
  button { font: inherit; margin-top: 1.5rem; padding: 0.75rem 1.25rem; border: 0; border-radius: 0.5rem; background: #303030; color: #fff; cursor: pointer; }
  button:focus-visible { outline: 3px solid #005bd3; outline-offset: 2px; }
`;

const plainPage = pageOf(STYLE);

export interface BackLink {
  label: string;
  /** A path of the page's own origin. */
  path: string;
}

/**
 * A page for people who are no one's merchant: one sentence on white, readable on any phone, and perhaps one button that
 * posts to the page's own address, or one link back to where they came from.
 */
export function publicPage(
  status: number,
  title: string,
  sentence: string,
  button: string | null = null,
  back: BackLink | null = null,
): Answer {
  const form = button === null ? "" : `<form method="post"><button>${escapeHtml(button)}</button></form>\n`;
  const link = back === null ? "" : `<p><a href="${escapeHtml(back.path)}">${escapeHtml(back.label)}</a></p>\n`;
  return plainPage(status, title, `<p>${escapeHtml(sentence)}</p>\n${form}${link}`);
}

/**
 * Makes pages with this style: a title, which is also the heading, and below it `content`, which must be HTML. Nothing is
 * loaded or run but the style.
 */
export function pageOf(style: string): (status: number, title: string, content: string) => Answer {
  const policy = `${BARE_POLICY}; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`;
  return (status, title, content) => ({
    status,
    contentType: "text/html; charset=utf-8",
    headers: { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Content-Security-Policy": policy },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(title)}</h1>
${content}</main>
</html>
`,
  });
}

/** For the text of an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
