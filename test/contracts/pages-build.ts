import type { ServerBuild } from "@remix-run/node";
import type { RouteConfigEntry } from "@remix-run/route-config";
import routes from "#app/routes";
import * as root from "../../app/root.tsx";
import { emptyBuild } from "../stories/story-build.ts";

type RouteModule = NonNullable<ServerBuild["routes"][string]>["module"];

/** One page of app/routes.ts with the whole of its address. */
export interface PageRoute {
  id: string;
  /** "/campaigns/:campaignId" */
  path: string;
  isIndex: boolean;
  hasLoader: boolean;
  hasAction: boolean;
  /** False: its answer is not for the screen, and is fetched from its own address. */
  hasPage: boolean;
}

/** Every page of the app as it stands in app/routes.ts, in a build that answers data but draws nothing. */
export async function pagesBuild(): Promise<{ build: ServerBuild; pages: PageRoute[] }> {
  const manifest: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: { ...root, default: () => null } },
  };
  const pages: PageRoute[] = [];

  async function add(entries: RouteConfigEntry[], parentId: string, above: string): Promise<void> {
    for (const entry of entries) {
      const { file, path, index, children = [] } = entry;
      const id = entry.id ?? file.replace(/\.tsx?$/, "");
      const module = (await import(/* @vite-ignore */ `../../app/${file}`)) as RouteModule; // each route's file is one
      const whole = path === undefined ? above : `${above}/${path}`;
      manifest[id] = { id, parentId, module, ...(path !== undefined && { path }), ...(index && { index }) };
      pages.push({
        id,
        path: whole || "/",
        isIndex: index === true,
        hasLoader: module.loader !== undefined,
        hasAction: module.action !== undefined,
        hasPage: module.default !== undefined,
      });
      await add(children, id, whole);
    }
  }
  await add(await routes, "root", "");
  return { build: { ...emptyBuild, routes: manifest }, pages };
}
