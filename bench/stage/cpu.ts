import { readdirSync, readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second on every Linux there is (getconf CLK_TCK). */
const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used, with all its threads; with its children's too, if asked. 0 when it is gone. */
export function cpuSecondsOf(pid: number, withChildren = false): number {
  const own = readStat(pid);
  if (!own) return 0;
  const ticks = own.ticks + (withChildren ? own.endedChildrenTicks + ticksOfChildren(pid) : 0);
  return ticks / TICKS_PER_SECOND;
}

/** What was used between two readings, by name. */
export function cpuBetween<Name extends string>(
  before: Record<Name, number>,
  after: Record<Name, number>,
): Record<Name, number> {
  const names = Object.keys(after) as Name[]; // both are readings of the same processes
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Record<Name, number>;
}

function ticksOfChildren(pid: number): number {
  if (process.platform !== "linux") return 0;
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids
    .map((name) => readStat(Number(name)))
    .reduce((sum, stat) => sum + (stat?.parent === pid ? stat.ticks : 0), 0);
}

function readStat(pid: number): { parent: number; ticks: number; endedChildrenTicks: number } | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null; // it ended, or this is not Linux
  }
  // proc(5): the fields after the command's name, which may hold spaces and ends with the last parenthesis.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), ticks: field(14) + field(15), endedChildrenTicks: field(16) + field(17) };
}
