import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import routes from "#app/routes";

type Route = (typeof routes)[number];

interface PageRoute {
  /** As app/routes.ts spells it: "/campaigns/:campaignId/edit". */
  path: string;
  /** In app/. */
  file: string;
}

/** The addresses of the admin's pages, from app/routes.ts. Downloads and data are left out. */
export function pageRoutes(): string[] {
  return pages().map(({ path }) => path);
}

/** Those on which something changes by itself after they are shown: what a loader streams, or what is loaded again and again. */
export function livePageRoutes(): string[] {
  return pages()
    .filter(({ file }) => [...partsOf(file)].some((part) => /\buseLive\(|<Later\b/.test(sourceOf(part))))
    .map(({ path }) => path);
}

function pages(): PageRoute[] {
  const shell = routes.filter(({ file }) => file === "shell/shell.tsx");
  return pagesIn(shell, "");
}

function pagesIn(some: Route[], parent: string): PageRoute[] {
  return some.flatMap((route) => {
    const path = route.path === undefined ? parent : `${parent}/${route.path}`;
    if (route.children) return pagesIn(route.children, path);
    return isPage(route) ? [{ path, file: route.file }] : [];
  });
}

/** What shows something has a component, which Remix wants as the default export. */
function isPage({ file }: Route): boolean {
  const source = sourceOf(file);
  return /^export default /m.test(source) || /^export \{[^}]*\bdefault\b/m.test(source);
}

/** A page's own file and every component that it is made of. */
function partsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name = ""] of sourceOf(file).matchAll(/from "(\.[^"]+\.tsx)"/g))
    partsOf(join(dirname(file), name), found);
  return found;
}

function sourceOf(file: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../app/${file}`, import.meta.url)), "utf8");
}
