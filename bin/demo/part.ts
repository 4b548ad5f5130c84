import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLinesOf } from "../last-lines.ts";
import { ROOT, TYPESCRIPT_FLAGS } from "../root.ts";
import type { HeldServices } from "../servers/hold.ts";
import { endGroup, sendSignal } from "../servers/processes.ts";

const START_PATIENCE_MS = 60_000;

/** A process of the product or of the simulated world. */
export interface Part {
  name: string;
  pid: number;
  logFile: string;
  /** Resolves with a sentence and the end of its log when it ends, asked or not. */
  ended: Promise<string>;
  exitCode(): number | null;
  /** Asks it to finish; after `patienceMs` ends it and what it started. Safe to repeat. */
  stop(patienceMs: number): Promise<void>;
  kill(): void;
}

export interface PartPlan {
  name: string;
  /** Absolute, or relative to the root. */
  script: string;
  /** Where the code is that it runs: this clone, unless it is another version's. */
  root?: string;
  args?: string[];
  /** Put before the command: it runs on another host, say. It must become that command. */
  wrapper?: string[];
  /** More flags for Node, before the script. */
  nodeFlags?: string[];
  env: Record<string, string>;
  /** Where `logs/<name>.log` goes. */
  folder: string;
  /** True shows its log here too. */
  isVerbose: boolean;
}

/**
 * Starts a part in a process group of its own, so that Ctrl-C in the terminal reaches us alone and we stop the parts in
 * order. Should we be killed, the keeper of the services ends it.
 */
export function startPart(plan: PartPlan, held: HeldServices): Part {
  const logs = join(plan.folder, "logs");
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, `${plan.name}.log`);
  const output = plan.isVerbose ? "pipe" : openSync(logFile, "w");
  const [command = process.execPath, ...args] = [...(plan.wrapper ?? []), process.execPath, ...nodeArguments(plan)];
  const child = spawn(command, args, {
    cwd: plan.root ?? ROOT,
    env: { ...process.env, ...plan.env },
    detached: true,
    stdio: ["ignore", output, output],
  });
  if (plan.isVerbose) showAndKeep(child, plan.name, logFile);
  const pid = child.pid ?? 0;
  held.guard(pid);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      held.unguard(pid);
      resolve(`The ${plan.name} ended (${signal ?? `code ${code}`}). ${lastLinesOf(logFile)}`);
    });
  });
  return {
    name: plan.name,
    pid,
    logFile,
    ended,
    exitCode: () => child.exitCode,
    stop: (patienceMs) => endGroup(pid, patienceMs),
    kill: () => sendSignal(-pid, "SIGKILL"),
  };
}

/** Resolves when the address answers 2xx. Throws with the end of the log when the part ends first or its time is over, a minute. */
export function waitForHealth(part: Part, url: string, patienceMs = START_PATIENCE_MS): Promise<void> {
  const healthy = async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      return response.ok ? true : null;
    } catch {
      return null; // not listening yet
    }
  };
  return waitUntil(part, healthy, patienceMs).then(() => {});
}

/** The first line of the part's log that `read` makes something of. Throws like waitForHealth. */
export function waitForLine<T>(part: Part, read: (line: string) => T | null, patienceMs?: number): Promise<T> {
  const look = async () => {
    for (const line of readFileSync(part.logFile, "utf8").split("\n").slice(0, -1)) {
      const found = read(line);
      if (found !== null) return found;
    }
    return null;
  };
  return waitUntil(part, look, patienceMs);
}

/** Resolves when the part has done its work and ended well. Throws with the end of its log otherwise. */
export async function waitForEnd(part: Part): Promise<void> {
  const sentence = await part.ended;
  if (part.exitCode() !== 0) throw new Error(sentence);
}

async function waitUntil<T>(part: Part, look: () => Promise<T | null>, patienceMs = START_PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patienceMs;
  let end: string | null = null;
  void part.ended.then((sentence) => {
    end = sentence;
  });
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== null) return found;
    if (end !== null) throw new Error(end);
    await sleep(100);
  }
  throw new Error(`The ${part.name} was not ready after ${patienceMs / 1_000} s. ${lastLinesOf(part.logFile)}`);
}

function nodeArguments({ script, root = ROOT, args = [], nodeFlags = [] }: PartPlan): string[] {
  return [...TYPESCRIPT_FLAGS, ...nodeFlags, resolve(root, script), ...args];
}

function showAndKeep(child: ChildProcess, name: string, logFile: string): void {
  openSync(logFile, "w");
  const log = createWriteStream(logFile);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      process.stdout.write(chunk.toString().replace(/^(?=.)/gm, `[${name}] `));
    });
  }
}
