import type { CollectedSpan, TraceSummary } from "./traces.ts";

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:75rem;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
.bar{min-width:12rem;width:45%}.bar span{display:block;height:.9rem;background:#2463a8;min-width:2px}
.bar span.failed{background:#b3261e}td.number{text-align:right;white-space:nowrap}div{overflow-x:auto}`;

/** The page that lists the traces, newest first. */
export function listPage(traces: TraceSummary[]): string {
  const rows = traces.map(
    ({ traceId, name, startMs, durationMs, spans, services, hasFailed }) => `<tr>
<td><a href="/trace/${traceId}">${escapeHtml(name)}</a>${hasFailed ? " (failed)" : ""}</td>
<td>${new Date(startMs).toISOString()}</td><td class="number">${milliseconds(durationMs)}</td><td class="number">${spans}</td>
<td>${escapeHtml(services.join(", "))}</td></tr>`,
  );
  const head = "<tr><th>Trace</th><th>Start</th><th>Duration</th><th>Spans</th><th>Services</th></tr>";
  const table = `<div><table><thead>${head}</thead><tbody>${rows.join("\n")}</tbody></table></div>`;
  return page("Traces", traces.length > 0 ? table : "<p>No traces yet. Place an order in the store, then reload.</p>");
}

/** The page of one trace: its spans in a table, each with a bar that shows when it ran. */
export function tracePage(traceId: string, spans: CollectedSpan[]): string {
  const beginMs = Math.min(...spans.map(({ startMs }) => startMs));
  const lengthMs = Math.max(...spans.map(({ endMs }) => endMs)) - beginMs || 1;
  const share = (ms: number) => ((ms / lengthMs) * 100).toFixed(3);
  const rows = inTree(spans).map(({ span, depth }) => {
    const { name, service, startMs, endMs, hasFailed } = span;
    const place = `margin-left:${share(startMs - beginMs)}%;width:${share(endMs - startMs)}%`;
    return `<tr><td style="padding-left:${depth + 0.6}rem">${escapeHtml(name)}${hasFailed ? " (failed)" : ""}</td><td>${escapeHtml(service)}</td>
<td class="number">${milliseconds(startMs - beginMs)}</td><td class="number">${milliseconds(endMs - startMs)}</td>
<td class="bar" aria-hidden="true"><span${hasFailed ? ' class="failed"' : ""} style="${place}"></span></td></tr>`;
  });
  const head = '<tr><th>Span</th><th>Service</th><th>After</th><th>Duration</th><th aria-hidden="true"></th></tr>';
  const table = `<div><table><thead>${head}</thead><tbody>${rows.join("\n")}</tbody></table></div>`;
  return page(`Trace ${traceId}`, `<p><a href="/">All traces</a></p>${table}`);
}

/** Each span after its parent, children in the order in which they began. */
function inTree(spans: CollectedSpan[]): { span: CollectedSpan; depth: number }[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const childrenOf = Map.groupBy(spans, ({ parentSpanId }) =>
    parentSpanId !== null && known.has(parentSpanId) ? parentSpanId : "",
  );
  const walk = (parent: string, depth: number): { span: CollectedSpan; depth: number }[] =>
    (childrenOf.get(parent) ?? []).flatMap((span) => [{ span, depth }, ...walk(span.spanId, depth + 1)]);
  return walk("", 0);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
