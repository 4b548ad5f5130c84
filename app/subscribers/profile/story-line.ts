import { explainWhy, type FormatTime } from "#domain/messages/explain/explain";
import type { TimelineEntry } from "#domain/timeline/read";

/** One line of a person's timeline as the profile shows it. */
export interface StoryLine {
  id: string;
  at: Date;
  kind: string;
  sentence: string;
  /** Of a text to them: the rules that ran, a sentence each. */
  why: string[];
  /** Of a text to them: the words. */
  body: string | null;
  /** True for a text that was not sent. */
  isUnsent: boolean;
}

const UNSENT = new Set(["waiting", "skipped", "failed", "expired", "unknown"]);

/** Without `showsWords` it holds nothing of what was written in the conversation, by either side. */
export function storyLine(
  { id, at, kind, sentence, text }: TimelineEntry,
  formatTime: FormatTime,
  { showsWords }: { showsWords: boolean },
): StoryLine {
  return {
    id,
    at,
    kind,
    sentence: kind === "text-in" && !showsWords ? "Sent a text." : sentence,
    why: text ? explainWhy(text.why, formatTime) : [],
    body: text && (showsWords || text.sourceKind !== "conversation") ? text.body : null,
    isUnsent: text !== null && UNSENT.has(text.state),
  };
}
