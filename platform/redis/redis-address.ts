/** What REDIS_URL names: one server, or some of the nodes of a Redis Cluster. */
export type RedisAddress = { kind: "server"; url: string } | { kind: "cluster"; nodes: RedisNode[]; login: RedisLogin };

export interface RedisNode {
  host: string;
  port: number;
}

/** The same for every node of a cluster. */
export interface RedisLogin {
  username?: string;
  password?: string;
  hasTls: boolean;
}

/**
 * Reads `redis://host:port/database`, or `redis+cluster://user:password@host:port,host:port` for a cluster, of which one
 * living node is enough to find the others. `rediss` means TLS. Null when it is neither; a cluster has no numbered
 * databases, so an address that gives it one is refused, too.
 */
export function parseRedisAddress(text: string): RedisAddress | null {
  const cluster = /^redis(s?)\+cluster:\/\/(?:(.*)@)?([^@/]+)\/?$/.exec(text);
  if (!cluster) return urlOf(text) && { kind: "server", url: text };
  const [, tls, login, hosts = ""] = cluster;
  const urls = hosts.split(",").map((host) => urlOf(`redis://${login ? `${login}@` : ""}${host.trim()}`));
  const nodes = urls.flatMap((url) => (url ? [{ host: hostOf(url), port: Number(url.port || 6379) }] : []));
  const [first] = urls;
  if (!first || nodes.length < urls.length) return null;
  return {
    kind: "cluster",
    nodes,
    login: {
      ...(first.username && { username: decodeURIComponent(first.username) }),
      ...(first.password && { password: decodeURIComponent(first.password) }),
      hasTls: tls === "s",
    },
  };
}

function urlOf(text: string): URL | null {
  const url = URL.parse(text);
  return url && /^rediss?:$/.test(url.protocol) && url.hostname !== "" ? url : null;
}

/** IPv6 addresses stand in brackets in a URL and nowhere else. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}
