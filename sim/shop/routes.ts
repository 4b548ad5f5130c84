import { adminRoutes } from "./admin-shell/routes.ts";
import { controlRoutes } from "./control/routes.ts";
import { answerGraphql } from "./graphql/endpoint.ts";
import { type Route, route } from "./http.ts";
import { answerTokenRequest } from "./installs/token-endpoint.ts";
import type { Store } from "./store.ts";
import { storefrontRoutes } from "./storefront/routes.ts";

/** Every URL of the simulated store on one page. */
export function routesOf(store: Store): Route[] {
  return [
    route("POST", "/admin/oauth/access_token", (exchange) => answerTokenRequest(store, exchange)),
    route("POST", "/admin/api/:version/graphql.json", (exchange) => answerGraphql(store, exchange)),
    ...controlRoutes(store),
    ...adminRoutes(store),
    ...storefrontRoutes(store),
  ];
}
