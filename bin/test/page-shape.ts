import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Of app/routes.ts. */
export interface RouteEntry {
  file: string;
  children?: RouteEntry[];
}

/**
 * A line for each route that does not have the shape of a page. A page is `<page>/route.tsx`; its action is the `act` of
 * `<page>/action.ts`, made by `intents` and answered by `answerAction`, and its route says by `revalidation` when its data
 * is read again. A layout frames other pages, and what draws nothing may be one file: both are left alone.
 */
export function misshapenPages(app: string, routes: RouteEntry[]): string[] {
  return routes.flatMap((route) => {
    if (route.children) return misshapenPages(app, route.children);
    const source = readFileSync(join(app, route.file), "utf8");
    if (!draws(source)) return [];
    if (!/(^|\/)route\.tsx$/.test(route.file)) return [`app/${route.file} draws a page: move it to <page>/route.tsx`];
    return faultsOf(source, join(app, dirname(route.file))).map((fault) => `app/${route.file} ${fault}`);
  });
}

function draws(source: string): boolean {
  return /^export default /m.test(source) || /^export \{[^}]*\bdefault\b/m.test(source);
}

function faultsOf(source: string, folder: string): string[] {
  if (!/^export (async function|const) action\b|^export \{[^}]*\baction\b/m.test(source)) return [];
  const action = join(folder, "action.ts");
  const faults: [string, boolean][] = [
    ["has an action and no action.ts beside it", existsSync(action)],
    ["has an action.ts without `export const act = intents`", isMadeByIntents(action)],
    ["does not answer by answerAction(act, …)", /\banswerAction\(act, /.test(source) && imports(source, "act")],
    ["reads the posted form itself", !/\.formData\(\)/.test(source)],
    ["says nothing of revalidation()", /^export const shouldRevalidate = revalidation\(/m.test(source)],
  ];
  return faults.filter(([, isRight]) => !isRight).map(([fault]) => fault);
}

function isMadeByIntents(file: string): boolean {
  return existsSync(file) && /^export const act = intents\b/m.test(readFileSync(file, "utf8"));
}

function imports(source: string, name: string): boolean {
  return new RegExp(`^import \\{[^}]*\\b${name}\\b[^}]*\\} from "\\./action\\.ts";`, "m").test(source);
}
