import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a folder of services remembers from one start to the next, in `services.json`. Port 0: none chosen yet. */
export interface ServicesRecord {
  /** Names the folder outside the clone where PostgreSQL keeps its data when we are root. */
  id: string;
  postgres: { port: number; password: string };
  redis: { port: number; password: string };
  /** The nodes of the present start; they share Redis's password. */
  redisCluster?: ClusterPorts[];
}

/** One node's port for clients, and the one on which nodes speak with each other. */
export interface ClusterPorts {
  port: number;
  clusterPort: number;
}

/** The folder's record; a new one, with new passwords and no ports yet, when it has none. Writes nothing. */
export function readRecord(folder: string): ServicesRecord {
  const file = join(folder, "services.json");
  // Written below, by us, for our own user only.
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as ServicesRecord;
  const secret = () => randomBytes(18).toString("hex");
  return {
    id: randomBytes(6).toString("hex"),
    postgres: { port: 0, password: secret() },
    redis: { port: 0, password: secret() },
  };
}

/** Whole or not at all: a reader never sees half a record. */
export function writeRecord(folder: string, record: ServicesRecord): void {
  const draft = join(folder, `services.json.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, "services.json"));
}
