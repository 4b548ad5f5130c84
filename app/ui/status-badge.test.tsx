import { readFileSync } from "node:fs";
import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { numberKind } from "#app/settings/sender/number";
import { consentInWords } from "#domain/consent/words/consent-words";
import { StatusBadge } from "./status-badge.tsx";

/** The values that prisma/schema.prisma names for a column: "/// draft | live | paused" above it. */
function valuesOf(model: string, column: string): string[] {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const body = schema.split(`\nmodel ${model} {\n`)[1]?.split("\n}\n")[0] ?? "";
  const lines = body.split("\n").map((line) => line.trim());
  const place = lines.findIndex((line) => line.startsWith(`${column} `));
  const named = lines.slice(0, place).findLast((line) => line.startsWith("///") && line.includes(" | ")) ?? "";
  return named
    .slice(3)
    .split("|")
    .map((value) => /[\w-]+/.exec(value)?.[0] ?? "");
}

/** The last text in it: before it stands, for screen readers, what the color says. */
const textOf = (status: string) =>
  renderToStaticMarkup(
    <AppProvider i18n={en}>
      <StatusBadge status={status} />
    </AppProvider>,
  )
    .match(/>[^<>]+</g)
    ?.at(-1)
    ?.slice(1, -1);

describe("no raw value reaches a screen", () => {
  test.each([
    ["Campaign", "state", 8],
    ["Flow", "state", 3],
    ["Message", "state", 9],
    ["Import", "state", 9],
    ["Sender", "state", 3],
    ["ConsentEvent", "state", 4],
    ["Subscriber", "marketing", 4],
  ])("each %s.%s has a badge with words", (model, column, count) => {
    const values = valuesOf(model, column);
    expect(values).toHaveLength(count);
    for (const value of values) expect(textOf(value), value).toMatch(/^[A-Z][a-z -]+$/);
  });

  test("each kind of number has words", () => {
    for (const kind of valuesOf("Sender", "kind")) expect(numberKind(kind)).toMatch(/^[A-Z][a-z -]+$/);
  });

  test("each source and each decision about consent has words", () => {
    const [states, sources] = [valuesOf("ConsentEvent", "state"), valuesOf("ConsentEvent", "source")];
    expect(sources).toHaveLength(10);
    for (const state of states)
      for (const source of sources) expect(consentInWords(state, source)).toMatch(/^[A-Z].* (at|in|by|on|because) /);
    expect(consentInWords("newer", "other")).toBe("Updated marketing consent");
  });
});
