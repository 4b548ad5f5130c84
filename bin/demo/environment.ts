import type { DemoState } from "./state.ts";
import type { Urls } from "./urls.ts";

/** The environment of the app's processes: production, except that the outside world is simulated. */
export function appEnvironment(
  { ports, secrets }: DemoState,
  urls: Urls,
  servers: { databaseUrl: string; redisUrl: string },
): Record<string, string> {
  return {
    ...secrets,
    NODE_ENV: "production",
    ALLOW_SIMULATOR: "1",
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    PORT: String(ports.web),
    WORKER_PORT: String(ports.worker),
    DRAIN_SECONDS: "0",
    SHOPIFY_APP_URL: urls.app,
    SHOPIFY_SIMULATOR_URL: urls.store,
    HELP_DESK_SIMULATOR_URL: urls.desks,
    CLOCK_URL: urls.clock,
    TWILIO_API_URL: urls.carrier,
  };
}
