import { createKey } from "#domain/api-keys/keys";
import { newId } from "#platform/ids";
import { keyedHash } from "#platform/keyed-hash";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Benchmark } from "../benchmark.ts";
import { driveLoad } from "../load/drive.ts";
import type { ApiRequests, LoadResult, Pace, WebhookRequests } from "../load/plan.ts";
import { median } from "../report/percentiles.ts";
import { SECRETS, startWebProcess } from "../stage/processes.ts";
import { seedShop } from "../stage/seed.ts";
import { POSTGRES_SETTINGS, startServers } from "../stage/servers.ts";
import { withDb } from "../stage/with-db.ts";

const CONNECTIONS = 256;
const SHOPS = 40;

/** As an operator would for these shops: what is measured is the process, not the limit of a shop. */
const liftLimit = statement(
  "bench-api-limit",
  "INSERT INTO flags (name, shop, value, share, operator, because, since) VALUES ('api.requests', '', 100000, 1, 'bench', 'bench', now())",
);

export const api: Benchmark = {
  name: "api",
  question: "How many API events a second are durably accepted, beside the same web process's store webhooks?",
  goals: () => [{ key: "ratioToIntake", atLeast: 0.8 }],
  run: async (options) => {
    const scale = options.isQuick ? { rounds: 3, secondsPerRound: 3 } : { rounds: 7, secondsPerRound: 5 };
    const servers = await startServers(options);
    const { shopDomain, secrets } = await withDb(servers, seedKeys);
    const web = await startWebProcess(options, servers);
    const events: ApiRequests = { kind: "api", secrets };
    const webhooks: WebhookRequests = { kind: "webhooks", shopDomain, secret: SECRETS.SHOPIFY_API_SECRET };
    const load = (requests: ApiRequests | WebhookRequests, pace: Pace) =>
      driveLoad(options, servers, { url: web.url, connections: CONNECTIONS, pace, requests });
    await load(webhooks, { kind: "closed", seconds: 2 }); // warm up
    let answered = (await load(events, { kind: "closed", seconds: 3 })).answered;

    const rounds: { intake: LoadResult; api: LoadResult }[] = [];
    for (let round = 1; round <= scale.rounds; round += 1) {
      const pace: Pace = { kind: "closed", seconds: scale.secondsPerRound };
      const [intake, api] = [await load(webhooks, pace), await load(events, pace)];
      rounds.push({ intake, api });
      answered += api.answered;
      options.say(`Round ${round}: webhooks ${Math.round(intake.perSecond)}/s, events ${Math.round(api.perSecond)}/s`);
    }
    // An answer must have meant a row.
    await withDb(servers, async ({ everyShop }) => {
      const stored = await everyShop.intake.count({ where: { kind: "api" } });
      if (stored < answered) throw new Error(`${answered} events were answered, and only ${stored} are there.`);
    });
    const of = (side: "intake" | "api", key: "perSecond" | "p99Ms") => median(rounds.map((round) => round[side][key]));
    return {
      scale,
      settings: { connections: CONNECTIONS, webProcesses: 1, shops: SHOPS, ...POSTGRES_SETTINGS },
      values: {
        eventsPerSecond: of("api", "perSecond"),
        ratioToIntake: median(rounds.map((round) => round.api.perSecond / round.intake.perSecond)),
      },
      sides: {
        webhooks: { perSecond: of("intake", "perSecond"), p99Ms: of("intake", "p99Ms") },
        api: { answered, perSecond: of("api", "perSecond"), p99Ms: of("api", "p99Ms") },
      },
    };
  },
};

/** Shops with a key each, without a limit that the benchmark would meet. */
async function seedKeys(db: Db): Promise<{ shopDomain: string; secrets: string[] }> {
  const hashPhone = keyedHash(Buffer.from(SECRETS.PHONE_HASH_KEY, "base64"));
  const clock = { now: () => new Date() };
  const secrets: string[] = [];
  let shopDomain = "";
  for (let number = 1; number <= SHOPS; number += 1) {
    const shop = await seedShop(db, { number });
    shopDomain ||= shop.domain;
    const by = { id: newId(), name: null };
    const { secret } = await createKey({ db, clock, hashPhone }, shop.id, {
      ...{ name: "Program", scopes: ["events:write"], by },
    });
    secrets.push(secret);
  }
  await db.run(liftLimit);
  return { shopDomain, secrets };
}
