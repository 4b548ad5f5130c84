import { setTimeout as sleep } from "node:timers/promises";
import { judgeAccount, judgeWithheld, type Proof, together } from "./proof.ts";
import { startSending } from "./sending.ts";

export const database: Proof = {
  name: "database",
  claim: "PostgreSQL stopped in the middle of everything and started again: what had left is known to have left",
  scales: {
    full: { people: 15_000, perSecond: 250, blows: 3, patienceMs: 6 * 60_000 },
    quick: { people: 1_000, perSecond: 100, blows: 1, patienceMs: 2 * 60_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const { carrier, chance, servers } = world;
    await carrier.setFaults({ latencyMs: [5, 300] });
    const sending = await startSending(world, people, perSecond);

    let awayMs = 0;
    for (let blow = 1; blow <= blows; blow += 1) {
      await sending.hasReached((people * blow) / (blows + 1), patienceMs);
      const stoppedAt = performance.now();
      await servers.postgres.crash();
      // A carrier tells again for six seconds.
      await sleep(chance.between(500, 3_000));
      await servers.postgres.start();
      const ms = performance.now() - stoppedAt;
      awayMs += ms;
      say(`blow ${blow}: PostgreSQL away for ${(ms / 1_000).toFixed(1)} s`);
    }

    await sending.isOver(patienceMs);
    const account = await sending.account();
    return together(judgeAccount(account), judgeWithheld(account), {
      counts: [`PostgreSQL stopped ${blows} times, ${(awayMs / 1_000).toFixed(1)} s in all`],
      complaints: [],
    });
  },
};
