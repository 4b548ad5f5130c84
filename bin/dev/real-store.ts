/** What the app's processes must know of a real store. */
export interface RealStore {
  SHOPIFY_API_KEY: string;
  SHOPIFY_API_SECRET: string;
  /** The tunnel's public address. */
  SHOPIFY_APP_URL: string;
  /** Where the tunnel ends on this machine. */
  PORT: string;
}

/**
 * Reads what `shopify app dev` says to the command of shopify.web.toml: it names the public address HOST, which with us is
 * the address to listen on. Throws a sentence when something is missing.
 *
 * Source: the CLI's packages/app/src/cli/services/dev/processes/web.ts.
 */
export function readRealStore(env: Partial<Record<string, string>>): RealStore {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, HOST: SHOPIFY_APP_URL, PORT } = env;
  if (!SHOPIFY_API_KEY || !SHOPIFY_API_SECRET || !SHOPIFY_APP_URL || !PORT)
    throw new Error("--real-store is for `shopify app dev`, which names the app and its address. Run that instead.");
  return { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL, PORT };
}
