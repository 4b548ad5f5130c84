import { ASSUMED, MEASURED, PRICES, type Price } from "./inputs.ts";
import { LINES, monthOf } from "./monthly.ts";

export const VOLUMES = [10_000_000, 100_000_000, 1_000_000_000];

/** docs/cost.md. Every figure in it is computed here from bin/cost/inputs.ts. */
export function renderCostPage(): string {
  const months = VOLUMES.map(monthOf);
  const row = (name: string, cells: string[]) => `| ${name} | ${cells.join(" | ")} |`;
  const largest = months.at(-1);
  const share = largest ? Math.round((100 * largest.dollars["disks of both"]) / largest.total) : 0;
  return `# What it costs

Written by \`npm run cost\` from \`bin/cost/inputs.ts\`; a test compares. Change figures there, not here.

Dollars a month for the machines that run Cartbell at list prices of AWS, us-east-1, on demand. **Providers' and carriers' fees are not in it.**
They are far more: at $0.0083 a part, 10 million texts are ${usd(83_000)}.

${row("texts a month", VOLUMES.map(count))}
|---|${VOLUMES.map(() => "--:|").join("")}
${LINES.map((line) =>
  row(
    line,
    months.map(({ dollars }) => usd(dollars[line])),
  ),
).join("\n")}
${row(
  "**total**",
  months.map(({ total }) => `**${usd(total)}**`),
)}
${row(
  "for 1,000 texts",
  months.map(({ total }, at) => `$${((total * 1_000) / (VOLUMES[at] ?? 1)).toFixed(4)}`),
)}

What stands behind it:

${row("texts a month", VOLUMES.map(count))}
|---|${VOLUMES.map(() => "--:|").join("")}
${row(
  "texts a second in the busiest hour",
  months.map(({ textsPerSecond }) => count(textsPerSecond)),
)}
${row(
  "hosts with web and worker (m7g.large)",
  months.map(({ hosts }) => count(hosts)),
)}
${row(
  "vCPU of PostgreSQL (db.m7g)",
  months.map(({ databaseCores }) => count(databaseCores)),
)}
${row(
  "GiB of tables",
  months.map(({ tableGibibytes }) => count(tableGibibytes)),
)}

The larger the volume, the more of it is disk: ${share} % at ${count(VOLUMES.at(-1) ?? 0)}. It follows from keeping messages for 13 months after their own.

## Measured

${MEASURED.from}. For each text with its two receipts:

- CPU µs: web ${MEASURED.cpu.web}, worker ${MEASURED.cpu.worker}, PostgreSQL ${MEASURED.cpu.postgres}, Redis ${MEASURED.cpu.redis}.
- Bytes in tables and their indexes: ${count(MEASURED.bytes.withMessages)} that stay with the message, ${count(MEASURED.bytes.intake)} of intake (kept for two months after its own), ${MEASURED.bytes.intakeKeys} of keys (eight days). Log of changes: ${count(MEASURED.bytes.wal)}.
- Bytes on the network, both ways: carrier ${count(MEASURED.network.carrier)}, PostgreSQL ${count(MEASURED.network.database)}, Redis ${MEASURED.network.redis}.

## Assumed

- ${100 * ASSUMED.busiestHour} % of a month's texts leave in its busiest hour, and no processor is more than ${100 * ASSUMED.mostBusy} % busy then. A vCPU there does as much as one here.
- At least ${ASSUMED.leastHosts} hosts in two zones. PostgreSQL and Redis have a standby each. Disks are bought ${Math.round(100 * (ASSUMED.diskSpare - 1))} % larger than what is used.
- Backups: a full copy and ${ASSUMED.backupDays} days of the log. The provider gives as many free GiB as the disk has.
- ${100 * ASSUMED.betweenZones} % of what processes and database say to each other crosses zones. Receipts are ${count(MEASURED.receipts)} bytes a text at the load balancer (an estimate).
- Not counted: encryption's bytes (TLS), pages that merchants open, stores' webhooks other than orders, tables that don't grow with texts, monitoring, support, taxes. A database
  whose tables outgrow its memory reads from disk: the CPU figures are from tables that fit (\`rows\` measures larger ones).

## Prices

| $ | for | page | read |
|--:|---|---|---|
${Object.values(PRICES).map(priceRow).join("\n")}

Pages load their prices by script and could not be read directly: each was read from the named article's copy. Check those "not confirmed" before you rely on them.
`;
}

function priceRow({ usd: price, per, page, read }: Price): string {
  return `| ${price} | ${per} | <${page}> | ${read} |`;
}

function usd(amount: number): string {
  return `$${count(amount)}`;
}

function count(amount: number): string {
  return Math.round(amount).toLocaleString("en");
}
