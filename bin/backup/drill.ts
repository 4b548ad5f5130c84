import { mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import pg from "pg";
import { describeError } from "../progress.ts";
import { type Checked, checkRestored } from "./check-restored.ts";
import { listBackups } from "./folder.ts";
import { restoreBackup } from "./restore.ts";
import { type ScratchCluster, startScratch } from "./scratch.ts";
import { verifyBackup } from "./verify.ts";

export interface DrillPlan {
  /** Of the backups; the scratch cluster is made beside them and removed afterwards. */
  folder: string;
  /** Of PostgreSQL's programs; those of the development package when absent. */
  bin?: string | undefined;
  /** The restored database may lack so much of the live one. */
  mostMinutes: number;
  /** How to reach the live database; by the variables of libpq when absent. */
  live?: pg.ClientConfig;
}

export interface DrillResult extends Partial<Checked> {
  backup: string | null;
  seconds: number;
  /** A sentence each; none when a restore would work. */
  problems: string[];
}

/**
 * Restores the newest backup and all archived WAL into a cluster of its own, compares it with the live database, and notes
 * the result there in `restore_drills`. Never throws for what is wrong with the backup.
 */
export async function drill(plan: DrillPlan): Promise<DrillResult> {
  const startedAt = performance.now();
  const live = new pg.Client(plan.live ?? {});
  await live.connect();
  try {
    const found = await rehearse(plan, live).catch((error: unknown) => ({
      backup: null,
      problems: [`The restore failed: ${describeError(error)}`],
    }));
    const result: DrillResult = { ...found, seconds: (performance.now() - startedAt) / 1_000 };
    await live.query(NOTE, [
      result.backup,
      result.recoveredTo ?? null,
      result.seconds,
      result.problems,
      JSON.stringify(result.counts ?? {}),
    ]);
    return result;
  } finally {
    await live.end();
  }
}

const NOTE = `INSERT INTO restore_drills (id, backup, recovered_to, seconds, problems, counts)
  VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)`;

async function rehearse(plan: DrillPlan, live: pg.Client): Promise<Omit<DrillResult, "seconds">> {
  const [backup] = await listBackups(plan.folder);
  if (!backup) return { backup: null, problems: ["There is no complete backup."] };
  const problems = await verifyBackup(plan.folder, backup);
  if (problems.length > 0) return { backup: backup.name, problems };
  const home = await mkdtemp(join(resolve(plan.folder), "drill-"));
  let scratch: ScratchCluster | undefined;
  try {
    await restoreBackup({ folder: plan.folder, backup, data: join(home, "data") });
    scratch = await startScratch(home, plan.bin);
    const restored = new pg.Client({ ...scratch.address, user: live.user ?? "", database: live.database ?? "" });
    await restored.connect();
    try {
      const checked = await checkRestored(restored, live, new Date(backup.startedAt), plan.mostMinutes);
      return { backup: backup.name, ...checked };
    } finally {
      await restored.end();
    }
  } catch (error) {
    return { backup: backup.name, problems: [`The restore failed: ${describeError(error)}`] };
  } finally {
    await scratch?.stop();
    await rm(home, { recursive: true, force: true });
  }
}
