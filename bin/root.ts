import { fileURLToPath } from "node:url";

/** The clone, ending in a slash. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The app as Shopify knows it: its topics, scopes and addresses. */
export const APP_CONFIG = new URL("../shopify.app.toml", import.meta.url);

/** How our own TypeScript is run: Node strips the types. */
export const TYPESCRIPT_FLAGS = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
