import type { FormatTime } from "#domain/messages/explain/explain";
import { formatDollars } from "#domain/spending/dollars";
import type { DryRunPlan } from "./dry-run-plan.ts";
import type { DryRunResult } from "./dry-run-result.ts";
import type { Warning } from "./dry-run-warning.ts";
import { textWarnings } from "./dry-run-wording.ts";

/** This many times as many people as ever before is worth a question. */
const MUCH_LARGER = 2;
const LEAST_LARGER = 500;
/** Longer than this under way because of the number is slow. */
const SLOW_MS = 2 * 3_600_000;
/** A tenth of an audience without any evidence of place is worth a look. */
const MANY_NOWHERE = 0.1;

/** The warnings about a dry run, the gravest first; empty when there is nothing to say. */
export function warningsOf(plan: DryRunPlan, result: DryRunResult, formatTime: FormatTime): Warning[] {
  const all = [
    ...standing(result),
    ...late(result, formatTime),
    ...caps(result, formatTime),
    ...people(result),
    ...collisions(result, formatTime),
    ...pace(plan, result, formatTime),
    ...textWarnings(plan, result),
  ];
  const tones: Warning["tone"][] = ["critical", "warning", "info"];
  return all.sort((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone));
}

function standing({ isStopped, people, texts, nothing }: DryRunResult): Warning[] {
  const told: Warning[] = [];
  if (isStopped)
    told.push({
      ...{ kind: "stopped", tone: "critical", title: "Sending is stopped for your store" },
      sentence: "Nothing leaves until you start it again in Settings.",
    });
  if (people === 0)
    told.push({
      ...{ kind: "nobody", tone: "critical", title: "Nobody is in this audience" },
      sentence: "Choose another, or wait until somebody subscribes.",
    });
  else if (texts === 0)
    told.push({
      ...{ kind: "nobody", tone: "critical", title: "Nobody would get this text" },
      sentence: "The reasons are listed below.",
    });
  const failed = nothing.filter(({ because }) => ["template-failed", "too-long", "no-content"].includes(because));
  if (failed.length > 0)
    told.push({
      ...{ kind: "content", tone: "warning", title: `The text cannot be made for ${figure(sumOf(failed))}` },
      sentence: "It comes out empty, too long or with an error for them. Look at them in the list below.",
    });
  const expired = nothing.filter(({ fate }) => fate === "expired");
  if (expired.length > 0)
    told.push({
      ...{ kind: "expired", tone: "warning", title: `${figure(sumOf(expired), "text")} would expire` },
      sentence:
        "No hour in which these people may be texted comes before the campaign’s deadline, two days after it starts.",
    });
  return told;
}

function late({ late: all }: DryRunResult, formatTime: FormatTime): Warning[] {
  const [first] = all;
  if (!first) return [];
  const texts = sumOf(all);
  const untils = all.flatMap(({ until }) => until ?? []).sort();
  const [next] = untils;
  const wait = next
    ? `They wait until ${formatTime(new Date(next))}${untils.at(-1) === next ? "" : " or later"}.`
    : "They expire.";
  return [
    {
      ...{ kind: "window-closes", tone: "warning" },
      title: `Texting hours end before ${figure(texts, "text")} ${texts === 1 ? "is" : "are"} through`,
      sentence: `The first hours end ${formatTime(new Date(first.closesAt))}. ${wait} Start earlier, or send from a quicker number.`,
    },
  ];
}

function caps({ caps: all, texts }: DryRunResult, formatTime: FormatTime): Warning[] {
  const heldBack = sumOf(all.flatMap(({ kind, beyond }) => (kind === "campaign" ? [{ count: beyond }] : [])));
  return all.map(({ kind, most, left, needs, beyond, until }): Warning => {
    const amounts =
      kind === "budget"
        ? `It takes ${needs.toLocaleString("en-US")} SMS segments and ${left.toLocaleString("en-US")} of the carrier’s ${most.toLocaleString("en-US")} a day are left.`
        : `It needs ${formatDollars(needs)} and ${formatDollars(left)} of ${formatDollars(most)} is left.`;
    const total = kind === "campaign" ? texts + heldBack : texts;
    const what = {
      campaign: "The campaign’s spend cap",
      day: "The day’s spend cap",
      budget: "A carrier’s daily budget",
    }[kind];
    const then =
      until === null
        ? "The campaign pauses there until you raise the cap."
        : `These go on ${formatTime(new Date(until))} or later.`;
    return {
      ...{ kind: `cap-${kind}`, tone: kind === "campaign" ? "critical" : "warning" },
      title: `${what} is too small for ${figure(beyond, "text")} of ${total.toLocaleString("en-US")}`,
      sentence: `${amounts} ${then}`,
    };
  });
}

function people({ people: all, nowhere, largestBefore }: DryRunResult): Warning[] {
  const told: Warning[] = [];
  if (largestBefore !== null && all >= largestBefore * MUCH_LARGER && all - largestBefore >= LEAST_LARGER)
    told.push({
      ...{ kind: "audience", tone: "warning", title: "This audience is much larger than any before" },
      sentence: `${figure(all)}; the largest of your latest campaigns went to ${largestBefore.toLocaleString("en-US")}. Is it the one you mean?`,
    });
  if (nowhere > 0 && nowhere >= all * MANY_NOWHERE)
    told.push({
      ...{ kind: "nowhere", tone: "info", title: `Nothing tells where ${figure(nowhere)} live` },
      sentence:
        "They get it only in the few hours that are allowed everywhere in the United States. An address in their customer record widens them.",
    });
  return told;
}

function collisions({ collisions: all, rules }: DryRunResult, formatTime: FormatTime): Warning[] {
  return all.map(({ name, startsAt, isFirst, people: same }): Warning => {
    const when = startsAt === null ? "is under way" : `starts ${formatTime(new Date(startsAt))}`;
    const [loser, fate] = [
      isFirst ? "this one" : `“${name}”`,
      rules.frequencyCapAction === "skip" ? "is left out" : "waits",
    ];
    return {
      ...{ kind: "collision", tone: "warning", title: `“${name}” goes to about ${figure(same)} of this audience too` },
      sentence: `It ${when}. Where your frequency cap allows one of the two, ${loser} ${fate}.`,
    };
  });
}

function pace(plan: DryRunPlan, { finish, parts }: DryRunResult, formatTime: FormatTime): Warning[] {
  if (finish === null) return [];
  const sendingMs = (parts / finish.partsPerSecond) * 1_000;
  if (sendingMs < SLOW_MS) return [];
  const limits = {
    number: "Your number",
    carrier: "The carrier’s budget a minute",
    line: "Your share while other stores send too",
  };
  const rate = finish.partsPerSecond.toLocaleString("en-US", { maximumFractionDigits: 1 });
  return [
    {
      ...{ kind: "slow", tone: "warning", title: `It takes ${hours(sendingMs)} to send` },
      sentence: `${limits[finish.limit]} allows ${rate} SMS segments a second: the last text leaves about ${formatTime(new Date(finish.at))}, ${plan.isNow ? "started now" : "started then"}.`,
    },
  ];
}

function sumOf(some: { count: number }[]): number {
  return some.reduce((sum, { count }) => sum + count, 0);
}

function figure(count: number, of: "person" | "text" = "person"): string {
  const [one, many] = of === "person" ? ["person", "people"] : ["text", "texts"];
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

function hours(ms: number): string {
  const whole = Math.round(ms / 3_600_000);
  return whole >= 48 ? `${Math.round(whole / 24)} days` : `${whole} hours`;
}
