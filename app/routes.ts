import { index, layout, prefix, type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";

/**
 * Every page of the web process. The endpoints for machines are not here: /webhooks, /callbacks/…, /l/<code>, /u/<token> and /health/…
 * are answered by app/handler.ts before Remix sees the request.
 */
export default [
  // Everything a merchant sees inside the store admin.
  layout("shell/shell.tsx", [
    // Catches what goes wrong in any page, with the admin's navigation still in place.
    layout("shell/guard.tsx", [
      index("home/home.tsx"),
      ...prefix("campaigns", [
        index("campaigns/campaigns.tsx"),
        route("new", "campaigns/editor.tsx", { id: "campaigns/new" }),
        route("estimate", "campaigns/estimate.ts"),
        route("sending", "campaigns/sending-now.tsx"),
        route(":campaignId", "campaigns/report.tsx"),
        route(":campaignId/edit", "campaigns/editor.tsx"),
        page(":campaignId/dry-run", "campaigns/dry-run"),
      ]),
      ...prefix("flows", [
        index("flows/flows.tsx"),
        route(":flowId", "flows/flow.tsx"),
        route(":flowId/try", "flows/trial.ts"),
        route(":flowId/report", "flows/report.tsx"),
      ]),
      ...prefix("subscribers", [
        index("subscribers/index/route.tsx", { id: "subscribers/index" }),
        page("import", "subscribers/imports"),
        route("import/upload", "subscribers/imports/upload/upload.ts"),
        page("import/:importId", "subscribers/import"),
        route("import/:importId/refused", "subscribers/import/refused.ts"),
        page("export", "subscribers/export"),
        route("export/file", "subscribers/export/file.ts"),
        page("why", "subscribers/why"),
        page("opt-outs", "subscribers/opt-outs"),
        page(":subscriberId", "subscribers/profile"),
      ]),
      ...prefix("segments", [
        index("segments/index/route.tsx", { id: "segments/index" }),
        page("new", "segments/segment", { id: "segments/new" }),
        route("preview", "segments/preview.ts"),
        route("people", "segments/list/people.ts"),
        page("lists/new", "segments/list", { id: "segments/lists/new" }),
        page("lists/:listId", "segments/list"),
        page(":segmentId", "segments/segment"),
      ]),
      ...prefix("settings", [
        index("settings/index/route.tsx", { id: "settings/index" }),
        page("sender", "settings/sender"),
        page("sending", "settings/sending"),
        page("hours", "settings/hours"),
        page("rules", "settings/rules"),
        page("replies", "settings/replies"),
        page("consent", "settings/consent"),
        page("attribution", "settings/attribution"),
        page("missed-events", "settings/missed-events"),
        page("privacy", "settings/privacy"),
        route("privacy/:requestId", "settings/privacy/file.ts"),
      ]),
      route("*", "shell/not-found.tsx"),
    ]),
  ]),

  // Session-token bounce page and exit-iframe page: paths that the Shopify library reserves.
  route("auth/login", "auth/login.tsx"),
  route("auth/*", "auth/reserved.tsx"),
] satisfies RouteConfig;

/** A page: the route module of its folder, by whose path the route is called. */
function page(path: string, folder: string, options: { id?: string } = {}): RouteConfigEntry {
  return route(path, `${folder}/route.tsx`, { id: folder, ...options });
}
