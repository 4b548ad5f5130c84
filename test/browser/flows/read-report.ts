import type { Admin } from "../admin.ts";

/** The numbers of one step, by the columns of the report's table for screen readers. */
type StepLine = Record<string, string>;

/** The numbers at each step of the report that is open, in the order of the steps. */
export async function readReport({ app }: Admin): Promise<StepLine[]> {
  const table = app.getByRole("table", { name: "People and texts at each step" });
  await table.waitFor({ state: "attached" });
  const cells = await table
    .locator("tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  const [columns = [], ...lines] = cells;
  return lines.map((line) => Object.fromEntries(columns.map((column, place) => [column, line[place] ?? ""])));
}
