import { index, prefix, type RouteConfigEntry, route } from "@remix-run/route-config";

/**
 * Every page of the operators' panel, as app/routes.ts lists the merchants'. Each loader answers with a whole document of its
 * own, so nothing of the merchants' app is on these pages: no root.tsx, no scripts, no style sheet.
 */
export const operationsRoutes: RouteConfigEntry[] = prefix("operations", [
  index("../operations/overview/route.tsx", { id: "operations/overview" }),
  page("processes"),
  page("queues"),
  page("shops"),
  page("providers"),
  page("dead"),
  page("unknowns"),
  page("flags"),
  page("audit"),
  page("operators"),
  page("act/:action", "act"),
  page("account"),
  page("login"),
  page("login/oidc"),
  page("login/oidc/callback"),
  page("logout"),
  page("*", "not-found"),
]);

function page(path: string, folder = path): RouteConfigEntry {
  return route(path, `../operations/${folder}/route.tsx`, { id: `operations/${folder}` });
}
