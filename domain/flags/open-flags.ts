import { NOOP_PROVIDER, OpenFeature } from "@openfeature/server-sdk";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { readFlagRows } from "./flag-rows.ts";
import { type FlagName, flags } from "./registry.ts";
import { rowsProvider } from "./rows-provider.ts";

/** The limits that operators may change (registry.ts), as they hold now. */
export interface Flags {
  /** The limit for a shop, or for the installation, at most two seconds old. The default while the database is away. */
  limit(name: FlagName, shopId?: string): Promise<number>;
  close(): void;
}

/** Opens the flags of this process through OpenFeature, with a provider of its own. */
export async function openFlags(sql: Sql): Promise<Flags> {
  const domain = newId();
  await OpenFeature.setProviderAndWait(
    domain,
    rowsProvider(() => readFlagRows(sql)),
  );
  const client = OpenFeature.getClient(domain);
  return {
    async limit(name, shopId = "") {
      const { default: usual, least, most } = flags[name];
      const value = await client.getNumberValue(name, usual, { targetingKey: shopId });
      // Rows of another version may lie outside of what this one bears.
      return Math.min(most, Math.max(least, Math.round(value)));
    },
    close() {
      OpenFeature.setProvider(domain, NOOP_PROVIDER);
    },
  };
}

/** The limit that holds; the usual one where a process has opened no flags. */
export async function limitOf(
  { flags: open }: { flags?: Flags | undefined },
  name: FlagName,
  shopId?: string,
): Promise<number> {
  return open ? open.limit(name, shopId) : flags[name].default;
}
