import { readFileSync } from "node:fs";
import { asset, Refusal, type Route, route } from "./http.ts";

/** Serves the `.js` and `.css` files of a folder as they are, by name. */
export function fileRoutes(path: string, folder: URL): Route {
  return route("GET", `${path}/:file`, (exchange) => {
    const name = exchange.param("file");
    if (!/^[a-z0-9-]+\.(js|css)$/.test(name)) throw new Refusal(404, `There is no file ${name}.`);
    try {
      asset(exchange.response, name, readFileSync(new URL(name, folder), "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Refusal(404, `There is no file ${name}.`);
      throw error;
    }
  });
}
