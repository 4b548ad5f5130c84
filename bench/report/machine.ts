import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { postgresBinaries } from "../../bin/servers/postgres-binaries.ts";
import { postgresUser } from "../../bin/servers/postgres-user.ts";

/** What a figure was measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  redis: string;
}

export function readMachine(): Machine {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()}`,
    node: process.versions.node,
    postgres: versionOf(join(postgresBinaries(postgresUser()), "bin", "postgres"), ["--version"]),
    redis: versionOf("redis-server", ["--version"]),
  };
}

/** The first thing that looks like a version in what a command says of itself. */
function versionOf(command: string, args: string[]): string {
  const said = execFileSync(command, args, { encoding: "utf8" });
  return /\d+(\.\d+)+/.exec(said)?.[0] ?? said.trim();
}
