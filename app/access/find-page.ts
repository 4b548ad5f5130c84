import { matchRoutes } from "@remix-run/react";
import { PAGES, type PageAccess } from "./pages.ts";

export interface FoundPage {
  page: PageAccess;
  /** The parameters of the address. */
  named: string[];
}

const routes = Object.keys(PAGES).map((path) => ({ id: path, path }));

/**
 * What an address stands for, as Remix finds its routes: one that is spelled in another way is the same page. Null for an
 * address of no page. Runs in the browser.
 */
export function findPage(pathname: string): FoundPage | null {
  const [match] = matchRoutes(routes, pathname) ?? [];
  const page = match && PAGES[match.route.id];
  if (!page) return null;
  return { page, named: Object.values(match.params).flatMap((value) => value ?? []) };
}
