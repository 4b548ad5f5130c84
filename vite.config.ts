import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { precompress } from "./bin/precompress.ts";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Folders that exist once in the web process: app/server.ts and the Remix build import the very same modules. */
const HOUSE = /^#(domain|platform|shopify|providers)\//;

/**
 * Keeps the house out of the server's bundle: a second copy would have its own caches, its own `instanceof` and its
 * own connection pools. Node finds the modules by package.json's "imports". The browser's bundle does take in the
 * pure files that screens need (the part counter, for one).
 */
function houseStaysOutside(): Plugin {
  let isBuild = true;
  return {
    name: "house-stays-outside",
    enforce: "pre",
    configResolved(config) {
      isBuild = config.command === "build";
    },
    resolveId(id, _importer, { ssr }) {
      if (!ssr || !HOUSE.test(id)) return null;
      // The development server imports from inside Vite's own package, where our "imports" do not hold.
      const file = fileURLToPath(new URL(`./${id.slice(1)}.ts`, import.meta.url));
      return { id: isBuild ? id : file, external: true };
    },
  };
}

export default defineConfig({
  server: {
    host: "127.0.0.1",
    allowedHosts: true,
    fs: { allow: ["app", "operations", "domain", "platform", "node_modules"] },
  },
  plugins: [
    houseStaysOutside(),
    precompress(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        // Discovered while a form's answer is still being followed, a page came up without its data: a blank frame. All
        // routes together are a few kilobytes.
        v3_lazyRouteDiscovery: false,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
  build: {
    assetsInlineLimit: 0, // data: URLs are not cached and the admin's frame may forbid them
    rollupOptions: {
      // Polaris' sources carry "use client"; nothing here reads it.
      onwarn: (warning, warn) => (warning.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : warn(warning)),
    },
  },
  // Found late, these make Vite optimize again and React load twice ("Invalid hook call").
  optimizeDeps: {
    entries: ["app/root.tsx", "app/**/*.tsx"],
    include: [
      "react",
      "react-dom/client",
      "@remix-run/react",
      "@shopify/app-bridge-react",
      "@shopify/polaris",
      "@shopify/shopify-app-remix/react",
    ],
  },
});
