import type { Benchmark } from "../benchmark.ts";
import { driveLoad } from "../load/drive.ts";
import type { LoadResult, Pace, PixelRequests, WebhookRequests } from "../load/plan.ts";
import { median } from "../report/percentiles.ts";
import { SECRETS, startWebProcess } from "../stage/processes.ts";
import { seedBrowsers } from "../stage/seed-browsers.ts";
import { POSTGRES_SETTINGS, startServers } from "../stage/servers.ts";
import { withDb } from "../stage/with-db.ts";

const CONNECTIONS = 256;
/** Enough that no limit of one browser or one shop is met. */
const BROWSERS = { shops: 40, people: 250 };

export const pixel: Benchmark = {
  name: "pixel",
  question:
    "How many events of known browsers a second are durably accepted, beside the same web process's store webhooks?",
  goals: () => [
    { key: "eventsPerSecond", atLeast: 2_000 },
    { key: "ratioToIntake", atLeast: 0.8 },
  ],
  run: async (options) => {
    const scale = options.isQuick ? { rounds: 3, secondsPerRound: 3 } : { rounds: 7, secondsPerRound: 5 };
    const servers = await startServers(options);
    const shopDomains = await withDb(servers, (db) => seedBrowsers(db, BROWSERS));
    const web = await startWebProcess(options, servers);
    const events: PixelRequests = { kind: "pixel", shopDomains, people: BROWSERS.people };
    const [shopDomain = ""] = shopDomains;
    const webhooks: WebhookRequests = { kind: "webhooks", shopDomain, secret: SECRETS.SHOPIFY_API_SECRET };
    const load = (requests: PixelRequests | WebhookRequests, pace: Pace) =>
      driveLoad(options, servers, { url: web.url, connections: CONNECTIONS, pace, requests });
    await load(webhooks, { kind: "closed", seconds: 2 }); // warm up
    let answered = (await load(events, { kind: "closed", seconds: 3 })).answered;

    const rounds: { intake: LoadResult; pixel: LoadResult }[] = [];
    for (let round = 1; round <= scale.rounds; round += 1) {
      const pace: Pace = { kind: "closed", seconds: scale.secondsPerRound };
      const [intake, pixel] = [await load(webhooks, pace), await load(events, pace)];
      rounds.push({ intake, pixel });
      answered += pixel.answered;
      options.say(
        `Round ${round}: webhooks ${Math.round(intake.perSecond)}/s, events ${Math.round(pixel.perSecond)}/s`,
      );
    }
    // An answer must have meant a row.
    await withDb(servers, async ({ everyShop }) => {
      const stored = await everyShop.intake.count({ where: { kind: "pixel" } });
      if (stored < answered)
        throw new Error(`${answered} events were answered with 200, and only ${stored} are there.`);
    });
    const of = (side: "intake" | "pixel", key: "perSecond" | "p99Ms") =>
      median(rounds.map((round) => round[side][key]));
    return {
      scale,
      settings: { connections: CONNECTIONS, webProcesses: 1, ...BROWSERS, ...POSTGRES_SETTINGS },
      values: {
        eventsPerSecond: of("pixel", "perSecond"),
        ratioToIntake: median(rounds.map((round) => round.pixel.perSecond / round.intake.perSecond)),
      },
      sides: {
        webhooks: { perSecond: of("intake", "perSecond"), p99Ms: of("intake", "p99Ms") },
        pixel: { answered, perSecond: of("pixel", "perSecond"), p99Ms: of("pixel", "p99Ms") },
      },
    };
  },
};
