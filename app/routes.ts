import { index, layout, prefix, type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";
import { operationsRoutes } from "#operations/routes";

/**
 * Every page of the web process. The endpoints for machines are not here: /webhooks, /callbacks/…, /api/…, /l/<code>, /j/<code>, /u/<token> and /health/…
 * are answered by app/handler.ts before Remix sees the request.
 */
export default [
  // Everything a merchant sees inside the store admin.
  layout("shell/shell.tsx", [
    // Catches what goes wrong in any page, with the admin's navigation still in place.
    layout("shell/guard.tsx", [
      index("home/route.tsx", { id: "home" }),
      page("prepare", "prepare"),
      ...prefix("campaigns", [
        index("campaigns/index/route.tsx", { id: "campaigns/index" }),
        page("new", "campaigns/editor", { id: "campaigns/new" }),
        route("estimate", "campaigns/estimate.ts"),
        page("sending", "campaigns/sending-now"),
        page(":campaignId", "campaigns/report"),
        page(":campaignId/edit", "campaigns/editor"),
        page(":campaignId/dry-run", "campaigns/dry-run"),
      ]),
      ...prefix("flows", [
        index("flows/index/route.tsx", { id: "flows/index" }),
        route("webhook-secret", "flows/webhook-secret.ts"),
        page("new", "flows/new-flow", { id: "flows/new" }),
        page(":flowId", "flows/editor"),
        route(":flowId/try", "flows/trial.ts"),
        page(":flowId/report", "flows/report"),
        page(":flowId/versions", "flows/versions"),
      ]),
      route("inbox/live", "inbox/live/route.ts"),
      route("inbox/pictures/:pictureId", "inbox/picture.ts"),
      route("inbox", "inbox/list/route.tsx", { id: "inbox/list" }, [
        index("inbox/nothing-chosen/route.tsx", { id: "inbox/nothing-chosen" }),
        page(":conversationId", "inbox/thread"),
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
        page("keywords", "keywords/index", { id: "keywords/index" }),
        page("keywords/new", "keywords/keyword", { id: "keywords/new" }),
        page("keywords/:keywordId", "keywords/keyword"),
        page("snippets", "settings/snippets"),
        page("saved-replies", "settings/saved-replies"),
        page("consent", "settings/consent"),
        page("staff", "settings/staff"),
        page("alerts", "settings/alerts"),
        page("webhooks", "settings/webhooks"),
        page("webhooks/:endpointId", "settings/webhook"),
        page("help-desks", "settings/help-desks"),
        page("api", "settings/api"),
        page("api/reference", "settings/api-reference"),
        page("attribution", "settings/attribution"),
        page("missed-events", "settings/missed-events"),
        page("team", "settings/team"),
        page("activity", "settings/activity"),
        route("activity/file", "settings/activity/file.ts"),
        page("privacy", "settings/privacy"),
        route("privacy/:requestId", "settings/privacy/file.ts"),
      ]),
      page("*", "shell/not-found"),
    ]),
  ]),

  // The operators' panel, apart from everything above.
  ...operationsRoutes,

  // Session-token bounce page and exit-iframe page: paths that the Shopify library reserves.
  page("auth/login", "auth/login"),
  route("auth/*", "auth/reserved.tsx"),
] satisfies RouteConfig;

/** A page: the route module of its folder, by whose path the route is called. */
function page(path: string, folder: string, options: { id?: string } = {}): RouteConfigEntry {
  return route(path, `${folder}/route.tsx`, { id: folder, ...options });
}
