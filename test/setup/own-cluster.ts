import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import {
  findClusterPorts,
  type RunningMaster,
  redisClusterUrl,
  startRedisCluster,
} from "../../bin/servers/redis-cluster.ts";

const PASSWORD = "story";

export interface OwnCluster {
  url: string;
  masters: RunningMaster[];
}

/** A Redis Cluster whose masters this file may kill. Call it at the top of a file: it stops itself at the end. */
export async function aClusterOfOurOwn(): Promise<OwnCluster> {
  const base = mkdtempSync(join(tmpdir(), "cartbell-cluster-"));
  const nodes = await findClusterPorts(3);
  const [folder, logs] = [join(base, "nodes"), join(base, "logs")];
  mkdirSync(logs);
  const cluster = await startRedisCluster({ folder, nodes, password: PASSWORD, logs });
  afterAll(async () => {
    await cluster.stop();
    rmSync(base, { recursive: true, force: true });
  });
  return { url: redisClusterUrl(nodes, PASSWORD), masters: cluster.masters };
}
