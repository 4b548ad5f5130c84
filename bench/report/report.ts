import { describeGoal, type Flags, type Judgement, type Result } from "../benchmark.ts";
import type { Machine } from "./machine.ts";

export interface Report {
  name: string;
  date: Date;
  isQuick: boolean;
  flags: Flags;
  machine: Machine;
  result: Result;
  judgements: Judgement[];
}

/** The one line that programs read: the goals' keys stand at its top level. */
export function asJsonLine({ name, date, isQuick, flags, machine, result, judgements }: Report): string {
  const { scale, settings, values, sides, cpuSeconds } = result;
  return JSON.stringify({
    name,
    date: date.toISOString(),
    quick: isQuick,
    ...(Object.keys(flags).length > 0 ? { flags } : {}),
    machine,
    scale,
    settings,
    ...mapped(values, significant),
    sides: mapped(sides, (side) => mapped(side, significant)),
    ...(cpuSeconds ? { cpuSeconds: mapped(cpuSeconds, significant) } : {}),
    goals: judgements.map(({ goal, isMet }) => ({ ...goal, isMet })),
  });
}

/** The same for a person. */
export function asTable({ name, date, isQuick, machine, result, judgements }: Report): string {
  const { cpu, cores, memoryGb, node, postgres, redis } = machine;
  const rows = [
    ...rowsOf("scale", result.scale),
    ...rowsOf("settings", result.settings),
    ...Object.entries(result.sides).flatMap(([side, figures]) => rowsOf(side, figures)),
    ...rowsOf("CPU seconds", result.cpuSeconds ?? {}),
    ...rowsOf("result", result.values),
  ];
  const verdicts = judgements.map(({ goal, value, isMet }) => {
    const verdict = isQuick ? "(a quick run is not judged)" : isMet ? "met" : "MISSED";
    return `  ${goal.key} ${describeGoal(goal)}: ${value === undefined ? "not measured" : shown(value)}  ${verdict}`;
  });
  return [
    `${name}, ${date.toISOString().slice(0, 16).replace("T", " ")} UTC${isQuick ? ", quick" : ""}`,
    `${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}, PostgreSQL ${postgres}, Redis ${redis}`,
    "",
    ...aligned(rows),
    "",
    ...verdicts,
    "",
  ].join("\n");
}

function rowsOf(group: string, figures: Record<string, string | number | boolean>): [string, string, string][] {
  return Object.entries(figures).map(([key, value], index) => [index === 0 ? group : "", key, shown(value)]);
}

function aligned(rows: [string, string, string][]): string[] {
  const width = (column: 0 | 1) => Math.max(0, ...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map(([group, key, value]) => `  ${group.padEnd(first)}  ${key.padEnd(second)}  ${value}`);
}

function shown(value: string | number | boolean): string {
  return typeof value === "number" ? significant(value).toLocaleString("en", { maximumFractionDigits: 4 }) : `${value}`;
}

/** Four digits say more than was measured. */
function significant(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

function mapped<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
