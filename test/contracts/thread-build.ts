// A build for pages-thread.test.ts: its pages keep their thread busy, or end it.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { signedIn } from "#app/authenticate";
import { emptyBuild } from "../stories/story-build.ts";

type RouteModule = ServerBuild["routes"][string]["module"];

/** Says by a file that it runs, and keeps its thread until another file is there. */
function keepBusy({ request }: LoaderFunctionArgs): Response {
  const folder = new URL(request.url).searchParams.get("folder") ?? "";
  writeFileSync(join(folder, "busy"), "");
  while (!existsSync(join(folder, "enough")));
  return new Response("done");
}

function failLater(): Response {
  setImmediate(() => {
    throw new Error("nothing catches this");
  });
  return new Response("it goes wrong soon");
}

async function whoAsks({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, context);
  return Response.json({ shop: shop.domain, from: request.headers.get("X-Forwarded-For"), url: request.url });
}

async function echo({ request }: ActionFunctionArgs): Promise<Response> {
  return new Response(await request.text());
}

function page(id: string, module: Pick<RouteModule, "loader" | "action">) {
  return [id, { id, path: id, module: module as RouteModule }] as const;
}

const build: ServerBuild = {
  ...emptyBuild,
  routes: Object.fromEntries([
    page("busy", { loader: keepBusy }),
    page("failure", { loader: failLater }),
    page("who", { loader: whoAsks }),
    page("echo", { action: echo }),
  ]),
};

// The names that Remix gives to a build's parts.
export const { mode, publicPath, assetsBuildDirectory, assets, future, isSpaMode, entry, routes } = build;
