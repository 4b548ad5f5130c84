import { Resolver } from "node:dns/promises";

/** Every address that the DNS gives for a host; empty when it gives none. */
export type ResolveHost = (host: string) => Promise<string[]>;

/**
 * Asks the DNS servers themselves. `dns.lookup` would take one of the four threads that all files share, and would read
 * /etc/hosts, which names what is internal. Never throws.
 */
export const resolveHost: ResolveHost = async (host) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
};
