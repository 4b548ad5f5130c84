import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const client = fileURLToPath(new URL("../build/client", import.meta.url));
const A_YEAR = "public, max-age=31536000, immutable";
const AN_HOUR = "public, max-age=3600";

export type Next = () => void;

/**
 * Serves build/client. Files under /assets carry their content's hash in their names, so browsers may keep them for good.
 * Pages that were never built for a browser (a test's) have no files, and every request goes on to them.
 */
export function staticFiles(): (...args: [...Parameters<RequestListener>, Next]) => void {
  if (!existsSync(client)) return (_request, _response, next) => next();
  return sirv(client, {
    etag: true,
    // Made by the build, beside each file.
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      response.setHeader("Cache-Control", path.startsWith("/assets/") ? A_YEAR : AN_HOUR);
    },
  });
}
