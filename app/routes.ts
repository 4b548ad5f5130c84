import { index, layout, prefix, type RouteConfig, route } from "@remix-run/route-config";

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
        route(":campaignId/dry-run", "campaigns/dry-run.tsx"),
      ]),
      ...prefix("flows", [
        index("flows/flows.tsx"),
        route(":flowId", "flows/flow.tsx"),
        route(":flowId/try", "flows/trial.ts"),
        route(":flowId/report", "flows/report.tsx"),
      ]),
      ...prefix("subscribers", [
        index("subscribers/subscribers.tsx"),
        route("import", "subscribers/import/imports.tsx"),
        route("import/upload", "subscribers/import/upload/upload.ts"),
        route("import/:importId", "subscribers/import/import.tsx"),
        route("import/:importId/refused", "subscribers/import/progress/refused.ts"),
        route("export", "subscribers/export.tsx"),
        route("export/file", "subscribers/export/file.ts"),
        route("why", "subscribers/why.tsx"),
        route("opt-outs", "subscribers/opt-outs.tsx"),
        route(":subscriberId", "subscribers/profile.tsx"),
      ]),
      ...prefix("segments", [
        index("segments/segments.tsx"),
        route("new", "segments/segment.tsx", { id: "segments/new" }),
        route("preview", "segments/preview.ts"),
        route("people", "segments/people.ts"),
        route("lists/new", "segments/lists/list.tsx", { id: "segments/lists/new" }),
        route("lists/:listId", "segments/lists/list.tsx"),
        route(":segmentId", "segments/segment.tsx"),
      ]),
      ...prefix("settings", [
        index("settings/settings.tsx"),
        route("sender", "settings/sender/sender.tsx"),
        route("sending", "settings/sending/sending.tsx"),
        route("hours", "settings/hours.tsx"),
        route("rules", "settings/rules/rules.tsx"),
        route("replies", "settings/replies.tsx"),
        route("consent", "settings/consent/consent.tsx"),
        route("attribution", "settings/attribution.tsx"),
        route("missed-events", "settings/missed-events/missed-events.tsx"),
        route("privacy", "settings/privacy/privacy.tsx"),
        route("privacy/:requestId", "settings/privacy/file.tsx"),
      ]),
      route("*", "shell/not-found.tsx"),
    ]),
  ]),

  // Session-token bounce page and exit-iframe page: paths that the Shopify library reserves.
  route("auth/login", "auth/login.tsx"),
  route("auth/*", "auth/reserved.tsx"),
] satisfies RouteConfig;
