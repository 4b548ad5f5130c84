import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import routes from "#app/routes";
import { isVerbName } from "#domain/team/verbs";
import { findPage } from "./find-page.ts";
import { PAGES } from "./pages.ts";

// Who adds a page, an action or an intent finds these red until it has a verb in app/access/pages.ts, and through the verb a
// role and an entry in the audit log or the reason why it has none (domain/team/verbs.ts).

interface Page {
  path: string;
  /** In app/. */
  file: string;
}
type Route = (typeof routes)[number];

function pagesIn(some: Route[], parent: string): Page[] {
  return some.flatMap(({ path, index, file, children }) => {
    const full = path === undefined ? parent : `${parent}/${path}`;
    const isPage = path !== undefined || index === true;
    return [...(isPage ? [{ path: full || "/", file }] : []), ...pagesIn(children ?? [], full)];
  });
}

const pages = pagesIn(
  routes.filter(({ file }) => file === "shell/shell.tsx"),
  "",
).filter(({ path }) => path !== "/*");
const sourceOf = (file: string) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), "utf8");
const hasAction = ({ file }: Page) => /^export (async function|const) action\b/m.test(sourceOf(file));
const isByIntents = ({ file }: Page) => sourceOf(file).includes("answerAction(");

/** What the page's action.ts can be asked for. */
async function intentsOf({ file }: Page): Promise<string[]> {
  const { act } = await import(/* @vite-ignore */ `../${file.replace("route.tsx", "action.ts")}`);
  return act.intents;
}

test("every page has an entry, and every entry a page", () => {
  expect(new Set(Object.keys(PAGES))).toEqual(new Set(pages.map(({ path }) => path)));
});

test.each(pages.filter(hasAction).filter(isByIntents))("each intent of $path has a verb", async (page) => {
  expect(new Set(Object.keys(PAGES[page.path]?.intents ?? {}))).toEqual(new Set(await intentsOf(page)));
});

test("an action without intents has one verb, and a page without an action none", () => {
  for (const page of pages) {
    const { intents, post } = PAGES[page.path] ?? {};
    if (hasAction(page) && !isByIntents(page)) expect(post, page.path).toBeDefined();
    const isAsked = pages.some((it) => it.path === page.path && hasAction(it));
    if (!isAsked) expect({ intents, post }, page.path).toEqual({ intents: undefined, post: undefined });
  }
});

test("every loader and action asks who it is for", () => {
  for (const page of pages) {
    const source = sourceOf(page.file);
    const asking = (source.match(/^export async function (loader|action)\b/gm) ?? []).length;
    expect((source.match(/\bmerchant\(request, context\)/g) ?? []).length, page.file).toBeGreaterThanOrEqual(
      // A loader and an action may share one question.
      Math.min(asking, 1),
    );
  }
});

test("every verb of a page is one that exists", () => {
  for (const { see, post, intents } of Object.values(PAGES))
    for (const verb of [see, post, ...Object.values(intents ?? {})])
      if (verb !== undefined) expect(isVerbName(verb)).toBe(true);
});

test.each(["/Settings/Webhooks", "/settings/webhooks/", "/settings/%77ebhooks"])(
  "%s is found as the page that Remix finds there",
  (path) => {
    expect(findPage(path)?.page).toBe(PAGES["/settings/webhooks"]);
  },
);
