// One shop's worst, in a process of its own: told by one JSON argument (plan.ts), says one line `result {…}` at its end.
import { setTimeout as sleep } from "node:timers/promises";
import { attacksOf } from "./attacks.ts";
import type { AttackPlan, AttackResult } from "./plan.ts";

// The only caller is ../neighbors.ts, which wrote this argument.
const plan = JSON.parse(process.argv[2] ?? "") as AttackPlan;
const deadline = performance.now() + plan.seconds * 1_000;
const result: AttackResult = {};

async function repeat(name: string, attack: () => Promise<number>, pauseMs: number): Promise<void> {
  const counts = result[name] ?? {};
  result[name] = counts;
  while (performance.now() < deadline) {
    const status = await attack().catch(() => 0);
    counts[status] = (counts[status] ?? 0) + 1;
    await sleep(pauseMs);
  }
}

for (const { name, atOnce, pauseMs, attack } of attacksOf(plan))
  for (let place = 0; place < atOnce; place += 1) void repeat(name, attack, pauseMs);
await sleep(plan.seconds * 1_000);
// What is under way needs no answer.
process.stdout.write(`result ${JSON.stringify(result)}\n`, () => process.exit(0));
