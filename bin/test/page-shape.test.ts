import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import routes from "#app/routes";
import { ROOT } from "../root.ts";
import { misshapenPages } from "./page-shape.ts";

const PAGE = "export default function Sale() {\n  return null;\n}\n";
const ACTION = `import { answerAction } from "../actions/answer.ts";
import { act } from "./action.ts";
export async function action({ request, context }) {
  return answerAction(act, await merchant(request, context), request);
}
export const shouldRevalidate = revalidation();
${PAGE}`;
const ACT = "export const act = intents({});\n";

function appOf(files: { [file: string]: string }): string {
  const app = mkdtempSync(join(tmpdir(), "cartbell-pages-"));
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(app, file)), { recursive: true });
    writeFileSync(join(app, file), source);
  }
  return app;
}

const check = (files: { [file: string]: string }, file = "sale/route.tsx") =>
  misshapenPages(appOf(files), [{ file: "shell.tsx", children: [{ file }] }]);

test("every page of app/routes.ts has the shape", () => {
  expect(misshapenPages(join(ROOT, "app"), routes)).toEqual([]);
});

test("a page in its folder, with or without an action, is right", () => {
  expect(check({ "sale/route.tsx": PAGE })).toEqual([]);
  expect(check({ "sale/route.tsx": ACTION, "sale/action.ts": ACT })).toEqual([]);
});

test("a page in a file of another name is named; what draws nothing may have any", () => {
  expect(check({ "sale.tsx": PAGE }, "sale.tsx")).toEqual(["app/sale.tsx draws a page: move it to <page>/route.tsx"]);
  const drawn = `export { loader, Sale as default } from "./sale.ts";`;
  expect(check({ "sale.tsx": drawn }, "sale.tsx")).toHaveLength(1);
  expect(check({ "sale.ts": "export async function action() {}" }, "sale.ts")).toEqual([]);
});

test.each([
  ["has an action and no action.ts beside it", { "sale/route.tsx": ACTION }],
  [
    "has an action.ts without `export const act = intents`",
    { "sale/route.tsx": ACTION, "sale/action.ts": "export const act = async () => {};" },
  ],
  [
    "does not answer by answerAction(act, …)",
    { "sale/route.tsx": ACTION.replace("answerAction(act, ", "answer("), "sale/action.ts": ACT },
  ],
  [
    "does not answer by answerAction(act, …)",
    { "sale/route.tsx": ACTION.replace("./action.ts", "../other/act.ts"), "sale/action.ts": ACT },
  ],
  [
    "reads the posted form itself",
    { "sale/route.tsx": `${ACTION}const form = await request.formData();`, "sale/action.ts": ACT },
  ],
  [
    "says nothing of revalidation()",
    { "sale/route.tsx": ACTION.replace("revalidation()", "() => false"), "sale/action.ts": ACT },
  ],
])("a page that %s is named", (fault, files) => {
  expect(check(files)).toContain(`app/sale/route.tsx ${fault}`);
});
