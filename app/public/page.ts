import type { Answer } from "#platform/http/answer";

/** A page for people who are nobody's merchant: one sentence on white, readable on any phone. */
export function page(status: number, title: string, sentence: string): Answer {
  return {
    status,
    contentType: "text/html; charset=utf-8",
    headers: { "Cache-Control": "no-store" },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 20vh auto 0; max-width: 26rem; padding: 0 1.25rem; color: #303030; }
  h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
  p { margin: 0; color: #616161; }
</style>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(sentence)}</p>
</html>
`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
