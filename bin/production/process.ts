import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 60_000;

export interface Started {
  child: ChildProcess;
  /** The exit code and the signal, once it has ended. */
  ended: Promise<unknown[]>;
  /** The end of what it printed. */
  words(): string;
}

/** Where a command runs, and as whom. */
export interface Place {
  cwd: string;
  env: Record<string, string | undefined>;
  uid?: number;
  gid?: number;
  /** In a process group of its own. */
  detached?: boolean;
}

/** Starts a command and keeps what it prints. */
export function startCommand([program = "", ...args]: string[], place: Place): Started {
  const env = place.env as NodeJS.ProcessEnv; // Remix's types ask for NODE_ENV
  const child = spawn(program, args, { ...place, env, stdio: ["ignore", "pipe", "pipe"] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => void printed.push(chunk));
  return { child, ended: once(child, "exit"), words: () => Buffer.concat(printed).toString().slice(-2_000) };
}

/** Runs a command to its end. Throws what it printed when it fails. */
export async function runCommand(command: string[], place: Place): Promise<void> {
  const { ended, words } = startCommand(command, place);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}.\n${words()}`);
}

/** Asks until `isSo`, for a minute. Throws `problem` with what the processes printed. */
export async function waitUntil(isSo: () => Promise<boolean>, problem: string, processes: Started[]): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(200)) {
    if (await isSo()) return;
    const gone = processes.find(({ child }) => child.exitCode !== null);
    if (gone) throw new Error(`A process ended before its time.\n${gone.words()}`);
  }
  throw new Error(`${problem} after a minute.\n${processes.map((it) => it.words()).join("\n")}`);
}

export async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
  return answer?.ok === true;
}
