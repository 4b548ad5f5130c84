import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { merchant } from "#app/authenticate";

/** What every build of the app says of itself, with no pages in it yet. */
export const emptyBuild: ServerBuild = {
  mode: "test",
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "story" },
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: true,
    v3_singleFetch: true,
    v3_routeConfig: true,
  } as ServerBuild["future"], // its type names fewer flags than the app's
  isSpaMode: false,
  entry: { module: { default: (_, status, headers) => new Response("A page", { status, headers }) } },
  routes: {},
};

/** A web process whose only page authenticates its visitor: stories are about what happens behind the pages. */
export const storyBuild: ServerBuild = {
  ...emptyBuild,
  routes: {
    root: {
      id: "root",
      path: "",
      module: {
        default: () => null,
        loader: async ({ request, context }: LoaderFunctionArgs) => {
          await merchant(request, context);
          return null;
        },
      },
    },
  },
};
