import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import type { Screens } from "#app/pages/answer";
import { ROOT } from "../root.ts";

/** The screens from their sources: Vite makes what a browser asks for, and tells open pages of each change. */
export async function viteScreens(): Promise<{ screens: Screens; close(): Promise<void> }> {
  const vite = await createServer({
    root: ROOT,
    // Any free port: several clones may be at work on one machine.
    server: { middlewareMode: true, hmr: { port: 0 } },
    appType: "custom",
  });
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  return { screens: { build, mode: "development", files: vite.middlewares }, close: vite.close };
}
