import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Replies of one language as people text them, by what they mean. Each set was written without looking at the rules. */
export interface LabelledReplies {
  /** No more texts are wanted. */
  optOut: string[];
  /** About something else: an order, an appointment, thanks, a reaction, an automatic answer. */
  harmless: string[];
  /** Asks to get texts, or to get them again. */
  start: string[];
  /** Asks for help. */
  help: string[];
}

export const SETS = [
  ...(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"] as const),
  ...(["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"] as const),
];

const KINDS: Record<string, keyof LabelledReplies> = { "-": "optOut", "+": "harmless", ">": "start", "?": "help" };

/** The replies of labelled/<set>.txt by language. The head of each file says how the set was understood at first sight. */
export function labelledReplies(set: (typeof SETS)[number] | "everyday" | "meanings"): Map<string, LabelledReplies> {
  const file = new URL(`./labelled/${set}.txt`, import.meta.url);
  const languages = new Map<string, LabelledReplies>();
  let replies: LabelledReplies | undefined;
  for (const line of readFileSync(fileURLToPath(file), "utf8").split("\n")) {
    if (line === "" || line.startsWith("; ")) continue;
    const [mark = "", text] = [line.slice(0, 1), line.slice(2)];
    const kind = KINDS[mark];
    if (mark === "#") {
      replies = { optOut: [], harmless: [], start: [], help: [] };
      languages.set(text, replies);
    } else if (kind === undefined || replies === undefined) {
      throw new Error(`"${line}" has no mark or no language.`);
    } else {
      replies[kind].push(text.replaceAll("\\n", "\n"));
    }
  }
  return languages;
}
