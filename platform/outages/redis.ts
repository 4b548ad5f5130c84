import { codesOf, errorChain, wordsOf } from "./error-chain.ts";
import { isNetworkCode } from "./network.ts";

/** Redis's own words for "not now" (https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors), and ioredis's for a lost one. */
const WORDS =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|MISCONF|OOM|BUSY|NOAUTH|WRONGPASS)\b|max number of clients|Connection is closed|Stream isn't writeable|Command timed out|max retries per request|Failed to refresh slots cache|None of startup nodes|ClusterAllFailedError|Cluster isn't ready/;

/** True when Redis is away or cannot work: its commands are tried again by themselves, or the sweep makes up for them. */
export function isRedisDown(error: unknown): boolean {
  return errorChain(error).some((link) => codesOf(link).some(isNetworkCode) || WORDS.test(wordsOf(link)));
}
