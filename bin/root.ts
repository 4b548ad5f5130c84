import { fileURLToPath } from "node:url";

/** The clone, ending in a slash. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** How our own TypeScript is run: Node strips the types. */
export const TYPESCRIPT_FLAGS = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
