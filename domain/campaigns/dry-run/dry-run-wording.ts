import { namesLink } from "#domain/messages/content/merge-tags";
import { OPT_OUT_LINE } from "#domain/messages/content/opt-out-line";
import { measureText } from "#domain/messages/content/parts";
import { listCharacters, toGsm } from "#domain/messages/content/plain-characters";
import { formatDollars } from "#domain/spending/dollars";
import type { DryRunPlan } from "./dry-run-plan.ts";
import type { DryRunResult } from "./dry-run-result.ts";
import type { Warning } from "./dry-run-warning.ts";

/** What is to be said about a campaign's words, by what came of them for everyone. */
export function textWarnings(plan: DryRunPlan, result: DryRunResult): Warning[] {
  return result.texts === 0
    ? []
    : [
        ...warnOfUnicode(plan, result),
        ...warnOfLengths(result),
        ...optOut(result),
        ...warnOfBrand(plan, result),
        ...warnOfLink(plan),
      ];
}

function warnOfUnicode({ body }: DryRunPlan, { unicode: found, texts }: DryRunResult): Warning[] {
  if (found.texts === 0) return [];
  const own = measureText(body).unicodeCharacters;
  const cost = found.extraMicros > 0 ? `${formatDollars(found.extraMicros)} more in total` : "no extra cost this time";
  if (own.length === 0)
    return [
      {
        ...{ kind: "unicode-names", tone: "info" },
        title: `Names with characters like ${listCharacters(Object.keys(found.characters))} make ${formatTexts(found.texts)} of ${texts.toLocaleString("en-US")} longer`,
        sentence: `One such character limits an SMS segment to 70 characters instead of 160: ${cost}.`,
      },
    ];
  const plain = plainOf(body);
  return [
    {
      ...{ kind: "unicode", tone: found.extraMicros > 0 ? "warning" : "info" },
      title:
        found.extraMicros > 0
          ? `${listCharacters(own)} ${own.length === 1 ? "adds" : "add"} ${formatDollars(found.extraMicros)} to the cost`
          : `${listCharacters(own)} ${own.length === 1 ? "is" : "are"} not in the basic SMS alphabet`,
      sentence: `One such character limits an SMS segment to 70 characters instead of 160: ${found.extraParts.toLocaleString("en-US")} more SMS segments, ${cost}.`,
      ...(found.extraMicros > 0
        ? { fix: { label: plain.isShorter ? "Remove them" : "Use plain characters", body: plain.body } }
        : {}),
    },
  ];
}

/** The template in the basic alphabet: with look-alikes, and without what nothing stands for. */
function plainOf(body: string): { body: string; isShorter: boolean } {
  const replaced = toGsm(body);
  const stubborn = new Set(measureText(replaced).unicodeCharacters);
  const left = [...replaced].filter((character) => !stubborn.has(character)).join("");
  return { body: left.replace(/[ \t]{2,}/g, " ").trim(), isShorter: stubborn.size > 0 };
}

function warnOfLengths({ lengths: all, texts, unicode: { texts: dear } }: DryRunResult): Warning[] {
  const [shortest, ...longer] = all;
  const more = longer.reduce((sum, it) => sum + it.texts, 0);
  // Said already, and with the reason, when characters are what makes them longer.
  if (!shortest || more === 0 || dear >= more) return [];
  return [
    {
      ...{ kind: "lengths", tone: "info" },
      title: `${formatTexts(more)} of ${texts.toLocaleString("en-US")} use more SMS segments than the others`,
      sentence: `Merge tags make them ${longer.map(({ parts }) => parts).join(" or ")} instead of ${shortest.parts}. Remove a few characters to make them the same length.`,
    },
  ];
}

function optOut({ optOutLine }: DryRunResult): Warning[] {
  if (optOutLine.texts === 0) return [];
  return [
    {
      ...{
        kind: "opt-out-line",
        tone: "info",
        title: `“${OPT_OUT_LINE}” adds an SMS segment to ${formatTexts(optOutLine.texts)}`,
      },
      sentence: `It’s required and costs ${formatDollars(optOutLine.extraMicros)}. Shorten your text to make room for it.`,
    },
  ];
}

function warnOfBrand({ body }: DryRunPlan, { brandName }: DryRunResult): Warning[] {
  const isNamed = /\{\{-?\s*shop\.name\b/.test(body) || body.toLowerCase().includes(brandName.toLowerCase());
  if (isNamed) return [];
  return [
    {
      ...{ kind: "brand", tone: "warning", title: "The text doesn’t say who it’s from" },
      // CTIA Messaging Principles and Best Practices §5.1: a message identifies its sender.
      sentence: `Carriers expect your store name in every marketing text. Start with “${brandName}:”.`,
      fix: { label: "Add store name", body: `{{ shop.name }}: ${body}` },
    },
  ];
}

function warnOfLink({ body, linkUrl }: DryRunPlan): Warning[] {
  if (linkUrl !== null && namesLink(body)) return [];
  const isBare = /https?:\/\//i.test(body);
  return [
    {
      ...{ kind: "link", tone: "info", title: isBare ? "The link isn’t tracked" : "The text has no link" },
      sentence: isBare
        ? "Enter the page in the campaign’s Link field and use {{ link }} in the text instead. The link gets shorter, and clicks and orders are tracked."
        : "Recipients can’t tap through to your store, and no orders can be credited to this campaign.",
    },
  ];
}

function formatTexts(texts: number): string {
  return `${texts.toLocaleString("en-US")} ${texts === 1 ? "text" : "texts"}`;
}
