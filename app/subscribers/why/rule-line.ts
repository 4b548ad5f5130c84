import type { BindingRule } from "#domain/messages/explain/explain-rules";

/** One rule of the law or of the shop, as the page shows it. */
export interface RuleLine {
  /** With its version, so that it is one of its kind in a list. */
  key: string;
  name: string;
  /** What it says, by which evidence it binds, in which version and from where. */
  details: string[];
  allows: boolean | null;
  doubt: string | null;
}

const kinds: Record<string, string> = {
  "ip-region": "the location of a checkout or sign-up",
  "area-code": "the number’s area code",
};
const doubts = { firm: null, weak: "One source", conflict: "Sources differ. The stricter one applies" } as const;

export function ruleLine(rule: BindingRule, formatTime: (at: Date) => string): RuleLine {
  const { id, version, name, says, source, note, versionNow, evidence, allows, confidence } = rule;
  const isOwn = source === "merchant";
  const binding = evidence.map(
    ({ kind, seenAt }) => `${kinds[kind] ?? `the ${kind.replaceAll("-", " ")} address`}, seen ${formatTime(seenAt)}`,
  );
  return {
    key: `${id}@${version}`,
    name,
    allows,
    doubt: doubts[confidence],
    details: [
      ...(says ? [upperFirst(says)] : []),
      ...(binding.length > 0 ? [`Applies because of ${binding.join(" and ")}`] : []),
      isOwn ? "Your setting" : `${id}, version ${version}, sources ${source}`,
      ...(versionNow === null ? [] : [`Updated since: version ${versionNow} applies now`]),
      ...(note ? [note] : []),
    ],
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
