import { existsSync } from "node:fs";
import { access } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const BUILT = fileURLToPath(new URL("../build/client", import.meta.url));
const A_YEAR = "public, max-age=31536000, immutable";
const AN_HOUR = "public, max-age=3600";

export type Next = () => void;
export type Middleware = (...args: [...Parameters<RequestListener>, Next]) => void;

/**
 * Serves build/client. Files under /assets carry their content's hash in their names, so browsers may keep them for good.
 * Pages that were never built for a browser (a test's) have no files, and every request goes on to them. So does one for
 * a file that a newer build has removed under us: the library would end the process when it cannot open it.
 */
export function staticFiles(folder = BUILT): Middleware {
  if (!existsSync(folder)) return (_request, _response, next) => next();
  const serve = sirv(folder, {
    etag: true,
    // Made by the build, beside each file.
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      response.setHeader("Cache-Control", path.startsWith("/assets/") ? A_YEAR : AN_HOUR);
    },
  });
  return (request, response, next) => {
    const [path = ""] = (request.url ?? "").split("?");
    access(join(folder, path)).then(() => serve(request, response, next), next);
  };
}
