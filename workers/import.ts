import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { Context } from "#domain/context";
import { isUnderWay } from "#domain/imports/control/work";
import type { Config } from "#platform/config";

const PROGRAM = fileURLToPath(new URL("./import-process.ts", import.meta.url));
/**
 * What lives is a few chunks; without a bound the garbage would be collected only after hundreds of megabytes.
 */
const FLAGS = [
  "--experimental-strip-types",
  "--disable-warning=ExperimentalWarning",
  "--max-old-space-size=96",
  "--max-semi-space-size=8",
];

/** What the process is told at its start. */
export interface ImportTask {
  config: { databaseUrl: string; clockUrl: string | null; logLevel: Config["LOG_LEVEL"]; phoneHashKey: Buffer };
  shopId: string;
  importId: string;
}

export interface ImportWorker {
  handle(payload: { shopId: string; importId: string }): Promise<void>;
  /** Lets the chunks under way be finished and no more be begun. */
  stop(): void;
}

/**
 * Goes on with one import in a process of its own: reading a file takes all of a core and much memory, and this process has
 * texts to send. The other runs with low priority and ends with its turn.
 */
export function importWorker({ db, enqueue }: Pick<Context, "db" | "enqueue">, config: Config): ImportWorker {
  const children = new Set<ChildProcess>();
  const { DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel, PHONE_HASH_KEY: phoneHashKey } = config;
  const settings = { databaseUrl, logLevel, phoneHashKey, clockUrl: config.CLOCK_URL ?? null };
  return {
    async handle({ shopId, importId }) {
      // A job that comes late starts no process.
      if (!(await isUnderWay(db, shopId, importId))) return;
      const child = fork(PROGRAM, { serialization: "advanced", execArgv: FLAGS });
      // Whenever texts want the core, they have it: from the first of the modules that it loads.
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
      children.add(child);
      try {
        child.send({ config: settings, shopId, importId } satisfies ImportTask);
        const [hasMore] = await Promise.race([once(child, "message"), failureOf(child)]);
        if (hasMore === true) await enqueue("import", { shopId, importId });
      } finally {
        children.delete(child);
        if (child.exitCode === null) child.kill();
      }
    },
    stop() {
      for (const child of children) if (child.connected) child.send("stop");
    },
  };
}

/** Its log has what went wrong; the sweep enqueues it again. */
async function failureOf(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, "exit");
  throw new Error(`The import's process ended with ${code ?? signal}.`);
}
