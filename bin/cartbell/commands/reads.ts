import { readDeadDeliveries } from "#domain/control/dead/read-dead";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { readFlags } from "#domain/control/flags/read-flags";
import { readLateness } from "#domain/control/lateness/read-lateness";
import { lookAt, lookTopics } from "#domain/control/looks/looks";
import { readPauses } from "#domain/control/pauses/read-pauses";
import { readProcesses } from "#domain/control/processes/read-processes";
import { readProviders } from "#domain/control/providers/read-providers";
import { readQueues } from "#domain/control/queues/read-queues";
import { readShopsByBacklog } from "#domain/control/shops/read-shops-by-backlog";
import { readFinalUnknowns } from "#domain/control/unknowns/read-unknowns";
import { readForecast } from "#domain/forecast/read-forecast";
import type { Command } from "../command.ts";
import { kindOf, textOf } from "../options.ts";

/** Commands that change nothing. */
export const reads: Command[] = [
  {
    name: "late",
    summary: "one sentence on what is late and why",
    words: [0, 0],
    async run(ctx) {
      const { sentence, late } = await readLateness(ctx);
      return { sentence, rows: late };
    },
  },
  {
    name: "processes",
    summary: "the processes: build, state, load, last heartbeat",
    words: [0, 0],
    run: async ({ db }) => ({ rows: await readProcesses(db) }),
  },
  {
    name: "queues",
    summary: "the queues: depth, age, rate, failures",
    words: [0, 0],
    run: async (ctx) => ({ rows: await readQueues(ctx) }),
  },
  {
    name: "shops",
    summary: "the shops whose texts wait, those with the most first",
    words: [0, 0],
    run: async (ctx) => ({ rows: await readShopsByBacklog(ctx) }),
  },
  {
    name: "providers",
    summary: "the SMS providers: state, holds, calls",
    words: [0, 0],
    run: async (ctx) => ({ rows: await readProviders(ctx) }),
  },
  {
    name: "pauses",
    summary: "what operators have paused",
    words: [0, 0],
    run: async ({ db }) => ({ rows: await readPauses(db) }),
  },
  {
    name: "dead",
    summary: "the deliveries that failed ten times",
    options: ["kind", "shop", "reason"],
    words: [0, 0],
    async run({ db }, { options }) {
      const narrowed = { kind: kindOf(options), shop: textOf(options, "shop"), reason: textOf(options, "reason") };
      const { counts, deliveries } = await readDeadDeliveries(db, narrowed);
      const sum = Object.values(counts).reduce((all, count) => all + count, 0);
      const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
      return {
        sentence: sum === 0 ? "No delivery is dead." : `Dead deliveries: ${kinds.join(", ")}.`,
        rows: deliveries,
      };
    },
  },
  {
    name: "unknowns",
    summary: "the texts whose outcome stays unknown",
    options: ["shop"],
    words: [0, 0],
    async run({ db }, { options }) {
      const shop = textOf(options, "shop");
      const { count, texts } = await readFinalUnknowns(db, shop === undefined ? {} : { shop });
      return { sentence: `Texts with a final unknown outcome: ${count}.`, rows: texts };
    },
  },
  {
    name: "forecast",
    takes: "<date> [<time zone>]",
    summary: "which hour of a date lacks what its numbers can send",
    words: [1, 2],
    async run(ctx, { words: [date = "", zone = "UTC"] }) {
      const { basedOn, lacking, unknown } = await readForecast(ctx, { date, zone });
      const missing = unknown.length > 0 ? ` Not estimated: ${unknown.join(", ")}.` : "";
      const found = lacking.length === 0 ? "Every hour can be sent." : `Hours that lack capacity: ${lacking.length}.`;
      return { sentence: `${found} Orders and carts as on ${basedOn}.${missing}`, rows: lacking };
    },
  },
  {
    name: "flags",
    summary: "the limits that can be changed without a deploy, their bounds and what is set",
    words: [0, 0],
    run: async ({ db }) => ({ rows: await readFlags(db) }),
  },
  {
    name: "events",
    summary: "what operators have done, newest first",
    options: ["operator", "action"],
    words: [0, 0],
    async run({ db }, { options }) {
      const [operator, action] = [textOf(options, "operator"), textOf(options, "action")];
      return { rows: await readOperatorEvents(db, { ...(operator && { operator }), ...(action && { action }) }) };
    },
  },
  {
    name: "look",
    takes: "<topic>",
    summary: `rows about a topic: ${lookTopics.map(({ topic }) => topic).join(", ")}`,
    options: ["shop"],
    words: [1, 1],
    async run(ctx, { words: [topic = ""], options }) {
      const rows = await lookAt(ctx, { topic, shop: textOf(options, "shop") });
      return { sentence: `${lookTopics.find((it) => it.topic === topic)?.summary}:`, rows };
    },
  },
];
