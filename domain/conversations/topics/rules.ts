import type { SortedTopic } from "./topic.ts";

/**
 * How people of one language write about each topic, in the notation of domain/compliance/replies/language.ts: words as fold.ts
 * leaves them (lower case, no accents), (a|b) for one of these, word? for one that may be left out, _ for up to three of any
 * kind, abc* for any word that begins so, <goods> for one of a set.
 */
export interface TopicRules {
  sets: Record<string, string>;
  phrases: Record<SortedTopic, string[]>;
  /** Talk in which the same words mean something else: what is said inside such a phrase doesn't count. */
  harmless: string[];
  /** Courtesies that begin like a yes and are none: "ok thanks". */
  notYes: string[];
}
