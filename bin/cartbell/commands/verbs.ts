import type { Act } from "#domain/control/act";
import { databaseTasks, tendDatabase } from "#domain/control/database/tend-database";
import { discardDeadDeliveries, retryDeadDeliveries } from "#domain/control/dead/settle-dead";
import type { WhichDead } from "#domain/control/dead/which-dead";
import { clearFlag, setFlag } from "#domain/control/flags/set-flag";
import { cancelDryRun } from "#domain/control/looks/cancel-dry-run";
import { setRate } from "#domain/control/looks/set-rate";
import { retryTopics, tryAgain } from "#domain/control/looks/try-again";
import type { Pausable } from "#domain/control/pauses/pausable";
import { pause, stopMarketing } from "#domain/control/pauses/pause";
import { resume, startMarketing } from "#domain/control/pauses/resume";
import { tellProcess } from "#domain/control/processes/tell-process";
import { decideUnknowns } from "#domain/control/unknowns/decide-unknowns";
import { type Command, type Input, UsageError } from "../command.ts";
import { chooseFrom, kindOf, textOf } from "../options.ts";

const KINDS: readonly Pausable["kind"][] = ["class", "queue", "shop", "provider", "process"];

/** Commands that act. Each is safe to repeat. */
export const verbs: Command[] = [
  {
    name: "pause",
    takes: "<class|queue|shop|provider|process> <name>",
    summary: "hold texts or work until it is resumed; answers to STOP, HELP and START still go",
    options: ["because"],
    words: [2, 2],
    run: (ctx, input) => pause(ctx, { ...actOf(input), target: targetOf(input) }),
  },
  {
    name: "resume",
    takes: "<class|queue|shop|provider|process> <name>",
    summary: "let go on what was paused or held",
    options: ["because"],
    words: [2, 2],
    run: (ctx, input) => resume(ctx, { ...actOf(input), target: targetOf(input) }),
  },
  {
    name: "stop-marketing",
    summary: "stop marketing of every shop at once",
    options: ["because"],
    words: [0, 0],
    run: (ctx, input) => stopMarketing(ctx, actOf(input)),
  },
  {
    name: "start-marketing",
    summary: "let marketing go on",
    options: ["because"],
    words: [0, 0],
    run: (ctx, input) => startMarketing(ctx, actOf(input)),
  },
  {
    name: "drain",
    takes: "<process>",
    summary: "a process takes nothing new, finishes and stays; resume process lets it go on",
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => tellProcess(ctx, { ...actOf(input), id: input.words[0] ?? "", order: "drain" }),
  },
  {
    name: "restart",
    takes: "<process>",
    summary: "a process finishes and exits with 0; its supervisor starts it again",
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => tellProcess(ctx, { ...actOf(input), id: input.words[0] ?? "", order: "restart" }),
  },
  {
    name: "dead retry",
    takes: "[<id>…]",
    summary: "try dead deliveries again: these, those that fit the options, or --all",
    options: ["kind", "shop", "reason", "because", "all"],
    words: [0, 1_000],
    run: (ctx, input) => retryDeadDeliveries(ctx, { ...actOf(input), ...whichDead(input) }),
  },
  {
    name: "dead discard",
    takes: "[<id>…]",
    summary: "refuse dead deliveries for good: these, those that fit the options, or --all",
    options: ["kind", "shop", "reason", "because", "all"],
    words: [0, 1_000],
    run: (ctx, input) => discardDeadDeliveries(ctx, { ...actOf(input), ...whichDead(input) }),
  },
  ...(["sent", "not-sent"] as const).map(
    (decision): Command => ({
      name: `unknowns ${decision}`,
      takes: "[<id>…]",
      summary:
        decision === "sent"
          ? "say that texts were sent: these, those of a --shop, or --all"
          : "say that texts were not sent; marketing ends and is never sent again, others wait again",
      options: ["shop", "because", "all"],
      words: [0, 1_000],
      run: (ctx, input) => {
        const shop = textOf(input.options, "shop");
        requireChoice(input, shop !== undefined);
        return decideUnknowns(ctx, { ...actOf(input), decision, ids: idsOf(input), shop });
      },
    }),
  ),
  {
    name: "retry",
    takes: "<topic>",
    summary: `make waiting work due now, of a --shop or of all: ${retryTopics.map(({ topic }) => topic).join(", ")}`,
    options: ["shop", "because"],
    words: [1, 1],
    run: (ctx, input) =>
      tryAgain(ctx, { ...actOf(input), topic: input.words[0] ?? "", shop: textOf(input.options, "shop") }),
  },
  {
    name: "flag set",
    takes: "<flag> <value>",
    summary: "set a limit for all, for one --shop, or for a --share of the shops such as 0.1",
    options: ["shop", "share", "because"],
    words: [2, 2],
    run: (ctx, input) => {
      const share = textOf(input.options, "share");
      return setFlag(ctx, {
        ...{ ...actOf(input), ...flagOf(input), value: Number(input.words[1]) },
        share: share === undefined ? undefined : Number(share),
      });
    },
  },
  {
    name: "flag clear",
    takes: "<flag>",
    summary: "let the usual limit hold again, for all or for one --shop",
    options: ["shop", "because"],
    words: [1, 1],
    run: (ctx, input) => clearFlag(ctx, { ...actOf(input), ...flagOf(input) }),
  },
  {
    name: "tend",
    takes: "<task>",
    summary: `tend to the database: ${Object.keys(databaseTasks).join(", ")}`,
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => tendDatabase(ctx, { ...actOf(input), task: input.words[0] ?? "" }),
  },
  {
    name: "cancel dry-run",
    takes: "<campaign>",
    summary: "cancel the dry run of a campaign by the campaign's id",
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => cancelDryRun(ctx, { ...actOf(input), campaignId: input.words[0] ?? "" }),
  },
  {
    name: "rate",
    takes: "<number> <parts a second>",
    summary: "set the rate that a provider has confirmed for a number",
    options: ["because"],
    words: [2, 2],
    run: (ctx, input) =>
      setRate(ctx, { ...actOf(input), phone: input.words[0] ?? "", perSecond: Number(input.words[1]) }),
  },
];

function actOf({ by, options }: Input): Act {
  return { by, because: textOf(options, "because") };
}

function flagOf({ words: [name = ""], options }: Input) {
  return { name, shop: textOf(options, "shop") };
}

function targetOf({ words: [kind, name = ""] }: Input): Pausable {
  return { kind: chooseFrom(KINDS, kind, `"${kind}" can't be paused`), name };
}

function whichDead(input: Input): WhichDead {
  const { options } = input;
  const which = { kind: kindOf(options), shop: textOf(options, "shop"), reason: textOf(options, "reason") };
  requireChoice(
    input,
    Object.values(which).some((it) => it !== undefined),
  );
  return { ...which, ids: idsOf(input) };
}

/** Everything at once is only done when it is asked for. */
function requireChoice({ words, options }: Input, isNarrowed: boolean): void {
  if (words.length === 0 && !isNarrowed && options.all !== true)
    throw new UsageError("Say which: ids, an option that narrows it, or --all.");
}

function idsOf({ words }: Input): string[] | undefined {
  const strange = words.find((it) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(it));
  if (strange !== undefined) throw new UsageError(`"${strange}" is not an id.`);
  return words.length > 0 ? words : undefined;
}
