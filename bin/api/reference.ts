import type { Field } from "#app/api/openapi/fields";
import { type OperationSummary, summarizeApi } from "#app/api/openapi/summarize";
import { PROBLEMS } from "#app/api/problems";
import { SCOPES } from "#domain/api-keys/scopes";

/** The reference as Markdown. */
export function renderApiReference(): string {
  const scopes = Object.entries(SCOPES).map(([scope, words]) => `| \`${scope}\` | ${words} |`);
  const problems = Object.entries(PROBLEMS).map(
    ([name, { status, title, fix }]) => `| \`${name}\` | ${status} | ${title}. ${fix} |`,
  );
  return `${[
    "# API reference",
    "Written by `npm run api-reference`; `test/contracts/api/openapi-file.test.ts` holds it to the code. How to begin: [the API](../api.md).\nThe same as a file for programs: [openapi-v1.json](openapi-v1.json).",
    ...summarizeApi("https://your-cartbell.example").map(renderOperation),
    "## Scopes",
    table("scope | allows", scopes),
    "## Problems",
    table("type | status | what it means and what to do", problems),
  ].join("\n\n")}\n`;
}

function renderOperation(operation: OperationSummary): string {
  const { id, title, address, scope, description, query, body, longestBody, status, answer } = operation;
  const size = longestBody === null ? "" : ` · up to ${longestBody} KB`;
  return [
    `## ${title}`,
    `\`${address}\` · \`${id}\` · scope \`${scope}\`${size}`,
    description,
    ...(query.length > 0 ? ["Query:", fields(query)] : []),
    ...(body.length > 0 ? ["Body:", fields(body)] : []),
    `Answers ${status}:`,
    fields(answer),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function fields(of: Field[]): string {
  return table(
    "field | type | |",
    of.map(({ name, type, isRequired, description }) => {
      const words = [isRequired ? "Required." : "", description].filter(Boolean).join(" ");
      return `| \`${name}\` | ${type.replaceAll("|", "or")} | ${words} |`;
    }),
  );
}

function table(head: string, rows: string[]): string {
  const columns = head.split("|").map((it) => it.trim());
  const names = columns.at(-1) === "" ? columns.slice(0, 3) : columns;
  return [`| ${names.join(" | ")} |`, `|${names.map(() => "---|").join("")}`, ...rows].join("\n");
}
