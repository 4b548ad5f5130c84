import { index, layout, prefix, type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";

/**
 * Every page of the web process. The doors for machines are not here: /webhooks, /callbacks/…, /l/<code>, /u/<token> and /health/…
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
        index("subscribers/index/page.tsx", { id: "subscribers/index" }),
        route("import", "subscribers/imports/page.tsx", { id: "subscribers/imports" }),
        route("import/upload", "subscribers/imports/upload/upload.ts"),
        route("import/:importId", "subscribers/import/route.tsx", { id: "subscribers/import" }),
        route("import/:importId/refused", "subscribers/import/refused.ts"),
        route("export", "subscribers/export/page.tsx", { id: "subscribers/export" }),
        route("export/file", "subscribers/export/file.ts"),
        route("why", "subscribers/why/route.tsx", { id: "subscribers/why" }),
        route("opt-outs", "subscribers/opt-outs/route.tsx", { id: "subscribers/opt-outs" }),
        route(":subscriberId", "subscribers/profile/route.tsx", { id: "subscribers/profile" }),
      ]),
      ...prefix("segments", [
        index("segments/index/page.tsx", { id: "segments/index" }),
        route("new", "segments/segment/route.tsx", { id: "segments/new" }),
        route("preview", "segments/preview.ts"),
        route("people", "segments/list/people.ts"),
        route("lists/new", "segments/list/route.tsx", { id: "segments/lists/new" }),
        route("lists/:listId", "segments/list/route.tsx", { id: "segments/list" }),
        route(":segmentId", "segments/segment/route.tsx", { id: "segments/segment" }),
      ]),
      ...prefix("settings", [
        index("settings/index/page.tsx", { id: "settings/index" }),
        route("sender", "settings/sender/page.tsx", { id: "settings/sender" }),
        route("sending", "settings/sending/page.tsx", { id: "settings/sending" }),
        route("hours", "settings/hours/page.tsx", { id: "settings/hours" }),
        route("rules", "settings/rules/page.tsx", { id: "settings/rules" }),
        route("replies", "settings/replies/page.tsx", { id: "settings/replies" }),
        route("consent", "settings/consent/page.tsx", { id: "settings/consent" }),
        route("attribution", "settings/attribution/page.tsx", { id: "settings/attribution" }),
        route("missed-events", "settings/missed-events/page.tsx", { id: "settings/missed-events" }),
        route("privacy", "settings/privacy/page.tsx", { id: "settings/privacy" }),
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
