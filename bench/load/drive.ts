import { readFileSync } from "node:fs";
import { waitForEnd } from "../../bin/demo/part.ts";
import type { RunOptions } from "../benchmark.ts";
import { startScript } from "../stage/processes.ts";
import type { Servers } from "../stage/servers.ts";
import type { LoadPlan, LoadResult } from "./plan.ts";

/** Runs a load generator to its end. Throws when an answer was not 200: such a measurement says nothing. */
export async function driveLoad(run: Pick<RunOptions, "onEnd">, servers: Servers, plan: LoadPlan): Promise<LoadResult> {
  const { part } = startScript(run, servers, "bench/load/main.ts", { name: "load", args: [JSON.stringify(plan)] });
  await waitForEnd(part);
  const line = /^result (.*)$/m.exec(readFileSync(part.logFile, "utf8"))?.[1];
  if (line === undefined) throw new Error("The load generator said no result.");
  const result = JSON.parse(line) as LoadResult; // written by load/main.ts
  const { 200: _ok, 202: _accepted, ...others } = result.statuses;
  if (Object.keys(others).length > 0) throw new Error(`Not everything was taken: ${JSON.stringify(result.statuses)}`);
  return result;
}
