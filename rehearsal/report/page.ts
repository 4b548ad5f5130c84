import { svgOf } from "../../bench/report/picture.ts";
import type { Bottleneck } from "../judge/bottleneck.ts";
import type { Outcome } from "../play/stretch.ts";
import type { Rehearsal } from "../rehearse.ts";
import { delaysChart, ratesChart, usesChart } from "./charts.ts";
import { verdictOf } from "./verdict.ts";

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:800px;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}td,th{padding:.25rem .5rem;border-bottom:1px solid #d0d7de;text-align:right}
td:first-child,th:first-child{text-align:left}.verdict{font-size:1.15rem;padding:1rem;border-left:4px solid #2f81f7;background:#f6f8fa}
.breach{border-color:#cf222e}figure{margin:1.5rem 0;overflow-x:auto}small{color:#57606a}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.verdict{background:#161b22}td,th{border-color:#30363d}small{color:#8b949e}}`;

/** The report for people: one file without anything to load. */
export function pageOf(rehearsal: Rehearsal): string {
  const { title, date, sources, machine, settings, day, breaches, climb, bottleneck } = rehearsal;
  const { outcomes, blows } = day;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rehearsal: ${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>Rehearsal</h1>
<p>${escaped(title)}, ${settings.times} times as busy. ${escaped(date.slice(0, 16).replace("T", " "))} UTC.</p>
<p class="verdict${breaches.length > 0 ? " breach" : ""}">${escaped(verdictOf(rehearsal))}</p>
${list(breaches.map(({ sentence, lookAt }) => `${sentence} Look at ${lookAt}.`))}
${bottleneck ? bottleneckOf(bottleneck) : ""}
<h2>The day</h2>
${[delaysChart(outcomes), ratesChart(outcomes), usesChart(outcomes)].map((chart) => `<figure>${svgOf(chart)}</figure>`).join("\n")}
${tableOf(outcomes)}
${list(blows.map(({ what, hour, awayMs }) => `${hour}:00: ${what}, back after ${seconds(awayMs)}.`))}
${blows.length > 0 ? `<p>The slowest order text of those moments took ${seconds(rehearsal.slowestWhileBrokenMs)}.</p>` : ""}
${climb ? `<h2>The busiest hour, busier each time</h2>${tableOf(climb.outcomes)}` : ""}
<h2>What was played on what</h2>
<p>${machine.cores} × ${escaped(machine.cpu)}, ${machine.memoryGb} GB, PostgreSQL ${machine.postgres}, Redis ${machine.redis}, Node ${machine.node}. ${settings.workersEach} worker of each class, ${settings.databasePool} database connections a process, ${settings.secondsPerHour} s an hour${settings.providerPerSecond === null ? "" : `, a provider that takes ${settings.providerPerSecond} requests a second`}. Rates are the shape's; the number of events is that of ${settings.secondsPerHour} s of each hour.</p>
<h2>Where the shape is from</h2>
${list(sources.map(({ says, from }) => `${says} (${from})`))}
</body></html>
`;
}

function bottleneckOf({ because, add }: Bottleneck): string {
  return `<p><strong>First bottleneck.</strong> ${escaped(because)} <strong>What to add.</strong> ${escaped(add)}</p>`;
}

function tableOf(outcomes: Outcome[]): string {
  const rows = outcomes.map(({ hour, times, seen, behind, textsPerSecond, eventsPerSecond, breaches }) => [
    `${hour}:00`,
    `${times}`,
    `${Math.round(eventsPerSecond)}`,
    `${Math.round(textsPerSecond)}`,
    `${seen.orderTexts.length}`,
    seen.orderTexts.length > 0 ? `${Math.round(Math.max(...seen.orderTexts))} ms` : "–",
    `${behind}`,
    breaches.map(({ objective }) => objective).join(", ") || "–",
  ]);
  const heads = ["hour", "times", "events/s", "texts/s", "order texts", "slowest", "behind at the end", "broken"];
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`)
    .join("")}</table>`;
}

function list(lines: string[]): string {
  return lines.length > 0 ? `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>` : "";
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
