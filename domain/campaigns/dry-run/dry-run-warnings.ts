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
    ...stateWarnings(result),
    ...warnOfLate(result, formatTime),
    ...warnOfCaps(result, formatTime),
    ...warnOfPeople(result),
    ...warnOfCollisions(result, formatTime),
    ...warnOfPace(plan, result, formatTime),
    ...textWarnings(plan, result),
  ];
  const tones: Warning["tone"][] = ["critical", "warning", "info"];
  return all.sort((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone));
}

function stateWarnings({ isStopped, people, texts, nothing }: DryRunResult): Warning[] {
  const warnings: Warning[] = [];
  if (isStopped)
    warnings.push({
      ...{ kind: "stopped", tone: "critical", title: "Sending is stopped for your store" },
      sentence: "To send texts again, resume sending in Settings.",
    });
  if (people === 0)
    warnings.push({
      ...{ kind: "nobody", tone: "critical", title: "This audience is empty" },
      sentence: "Choose another audience, or wait for subscribers to join.",
    });
  else if (texts === 0)
    warnings.push({
      ...{ kind: "nobody", tone: "critical", title: "No one would get this text" },
      sentence: "The reasons are listed below.",
    });
  const failed = nothing.filter(({ because }) => ["template-failed", "too-long", "no-content"].includes(because));
  if (failed.length > 0)
    warnings.push({
      ...{ kind: "content", tone: "warning", title: `The text can’t be rendered for ${formatCount(sumOf(failed))}` },
      sentence: "It’s empty, too long or has an error for them. See examples in the list below.",
    });
  const expired = nothing.filter(({ fate }) => fate === "expired");
  if (expired.length > 0)
    warnings.push({
      ...{ kind: "expired", tone: "warning", title: `${formatCount(sumOf(expired), "text")} would expire` },
      sentence: "Quiet hours would delay these texts past the campaign’s deadline, two days after it starts.",
    });
  return warnings;
}

function warnOfLate({ late: all }: DryRunResult, formatTime: FormatTime): Warning[] {
  const [first] = all;
  if (!first) return [];
  const texts = sumOf(all);
  const untils = all.flatMap(({ until }) => until ?? []).sort();
  const [next] = untils;
  const wait = next
    ? `They’ll be sent ${formatTime(new Date(next))}${untils.at(-1) === next ? "" : " or later"}.`
    : "They’ll expire.";
  return [
    {
      ...{ kind: "window-closes", tone: "warning" },
      title: `Quiet hours begin before ${formatCount(texts, "text")} ${texts === 1 ? "is" : "are"} sent`,
      sentence: `Quiet hours begin from ${formatTime(new Date(first.closesAt))}. ${wait} Start earlier, or send from a faster number.`,
    },
  ];
}

function warnOfCaps({ caps: all, texts }: DryRunResult, formatTime: FormatTime): Warning[] {
  const heldBack = sumOf(all.flatMap(({ kind, beyond }) => (kind === "campaign" ? [{ count: beyond }] : [])));
  return all.map(({ kind, most, left, needs, beyond, until }): Warning => {
    const amounts =
      kind === "budget"
        ? `It needs ${needs.toLocaleString("en-US")} SMS segments. ${left.toLocaleString("en-US")} of the carrier’s ${most.toLocaleString("en-US")} per day are left.`
        : `It needs ${formatDollars(needs)}. ${formatDollars(left)} of ${formatDollars(most)} is left.`;
    const total = kind === "campaign" ? texts + heldBack : texts;
    const what = {
      campaign: "The campaign’s spending limit",
      day: "The daily spending limit",
      budget: "A carrier’s daily limit",
    }[kind];
    const then =
      until === null
        ? "The campaign will pause until you raise the limit."
        : `The remaining texts go out ${formatTime(new Date(until))} or later.`;
    return {
      ...{ kind: `cap-${kind}`, tone: kind === "campaign" ? "critical" : "warning" },
      title: `${what} is too low for ${formatCount(beyond, "text")} of ${total.toLocaleString("en-US")}`,
      sentence: `${amounts} ${then}`,
    };
  });
}

function warnOfPeople({ people: all, nowhere, largestBefore }: DryRunResult): Warning[] {
  const warnings: Warning[] = [];
  if (largestBefore !== null && all >= largestBefore * MUCH_LARGER && all - largestBefore >= LEAST_LARGER)
    warnings.push({
      ...{ kind: "audience", tone: "warning", title: "This audience is much larger than usual" },
      sentence: `${formatCount(all)}. The largest of your recent campaigns went to ${largestBefore.toLocaleString("en-US")}. Check that you chose the right audience.`,
    });
  if (nowhere > 0 && nowhere >= all * MANY_NOWHERE)
    warnings.push({
      ...{ kind: "nowhere", tone: "info", title: `Unknown location for ${formatCount(nowhere)}` },
      sentence:
        "They’re only texted during hours allowed everywhere in the United States. Add an address to their customer record to allow more hours.",
    });
  return warnings;
}

function warnOfCollisions({ collisions: all, rules }: DryRunResult, formatTime: FormatTime): Warning[] {
  return all.map(({ name, startsAt, isFirst, people: same }): Warning => {
    const when = startsAt === null ? "is sending now" : `starts ${formatTime(new Date(startsAt))}`;
    const [loser, fate] = [
      isFirst ? "this one" : `“${name}”`,
      rules.frequencyCapAction === "skip" ? "is skipped" : "waits",
    ];
    return {
      ...{
        kind: "collision",
        tone: "warning",
        title: `“${name}” also goes to about ${formatCount(same)} in this audience`,
      },
      sentence: `It ${when}. When your frequency cap allows only one of them, ${loser} ${fate}.`,
    };
  });
}

function warnOfPace(plan: DryRunPlan, { finish, parts }: DryRunResult, formatTime: FormatTime): Warning[] {
  if (finish === null) return [];
  const sendingMs = (parts / finish.partsPerSecond) * 1_000;
  if (sendingMs < SLOW_MS) return [];
  const limits = {
    number: "Your number",
    carrier: "The carrier’s limit per minute",
    line: "Your share while other stores are sending",
  };
  const rate = finish.partsPerSecond.toLocaleString("en-US", { maximumFractionDigits: 1 });
  return [
    {
      ...{ kind: "slow", tone: "warning", title: `It takes ${formatHours(sendingMs)} to send` },
      sentence: `${limits[finish.limit]} allows ${rate} SMS segments per second. Sending finishes around ${formatTime(new Date(finish.at))} ${plan.isNow ? "if you start now" : "with this schedule"}.`,
    },
  ];
}

function sumOf(some: { count: number }[]): number {
  return some.reduce((sum, { count }) => sum + count, 0);
}

function formatCount(count: number, of: "person" | "text" = "person"): string {
  const [one, many] = of === "person" ? ["person", "people"] : ["text", "texts"];
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

function formatHours(ms: number): string {
  const whole = Math.round(ms / 3_600_000);
  return whole >= 48 ? `${Math.round(whole / 24)} days` : `${whole} hours`;
}
