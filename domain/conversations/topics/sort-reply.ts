import { type Folded, foldText } from "#domain/compliance/replies/fold";
import { byFirstWord, endOf, type Phrase, parsePhrase } from "#domain/compliance/replies/phrase";
import { separateReply } from "#domain/compliance/replies/separate/separate";
import { dutch } from "#domain/conversations/topics/languages/dutch";
import { english } from "#domain/conversations/topics/languages/english";
import { french } from "#domain/conversations/topics/languages/french";
import { german } from "#domain/conversations/topics/languages/german";
import { italian } from "#domain/conversations/topics/languages/italian";
import { polish } from "#domain/conversations/topics/languages/polish";
import { portuguese } from "#domain/conversations/topics/languages/portuguese";
import { spanish } from "#domain/conversations/topics/languages/spanish";
import type { TopicRules } from "./rules.ts";
import type { SortedTopic, Topic } from "./topic.ts";

const LANGUAGES: TopicRules[] = [english, german, french, spanish, italian, portuguese, dutch, polish];

/** A text about several things is shown as the first of these. */
const PRECEDENCE: SortedTopic[] = ["abuse", "wrong-number", "order-question", "price", "yes", "thanks"];

/** A yes and its courtesies. A longer text says something else besides. */
const LONGEST_YES = 8;

/** Texts without a word. */
const SIGNS: { topic: SortedTopic; signs: RegExp }[] = [
  { topic: "abuse", signs: /^🖕+$/u },
  { topic: "yes", signs: /^(?:👍|👌|✅|✔|💯|🙋|🆗)+$/u },
  { topic: "thanks", signs: /^(?:❤|🧡|💛|💚|💙|💜|🖤|🤍|💕|💖|😍|🥰|😘|🙏|🙌|👏|🎉|😊|🔥|⭐|🤗|💐)+$/u },
];

interface Entry {
  topic: SortedTopic | "harmless" | "not-yes";
  phrase: Phrase;
}

const entriesAt = byFirstWord(LANGUAGES.flatMap(entriesOf));

function entriesOf({ sets, phrases, harmless, notYes }: TopicRules): Entry[] {
  const read = (topic: Entry["topic"], texts: string[]) =>
    texts.map((text) => ({ topic, phrase: parsePhrase(text, sets) }));
  const sorted = PRECEDENCE.flatMap((topic) => read(topic, phrases[topic]));
  return [...sorted, ...read("harmless", harmless), ...read("not-yes", notYes)];
}

/**
 * What a reply is about, for people who read many of them. Says nothing of consent: that is read by domain/compliance before
 * and never from here. Pure; linear in the text.
 */
export function sortReply(body: string): Topic {
  const { author, own } = separateReply(body);
  if (author === "reaction") return "reaction";
  if (author === "machine") return "automatic";
  const folded = foldText(own);
  if (folded.words.length === 0) return signsIn(own);
  const topics = topicsIn(folded);
  return PRECEDENCE.find((topic) => topics.has(topic) && fits(topic, own, folded.words)) ?? "other";
}

/**
 * The topic of a text by what it means for consent: a STOP, a START or a HELP is about itself and has none; what may be an
 * opt-out is sorted like talk, for the person who reviews it.
 */
export function topicOf(
  body: string,
  meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation",
): Topic | null {
  return meaning === "conversation" || meaning === "unsure" ? sortReply(body) : null;
}

/** Agreement stands first and almost alone; a question is neither agreement nor thanks. */
function fits(topic: SortedTopic, text: string, words: string[]): boolean {
  if (topic !== "yes" && topic !== "thanks") return true;
  return !/[?？؟]/.test(text) && (topic !== "yes" || words.length <= LONGEST_YES);
}

function topicsIn({ words, sentences }: Folded): Set<SortedTopic> {
  const found = words.flatMap((word, at) =>
    entriesAt(word).flatMap(({ topic, phrase }) => {
      const to = endOf(phrase, words, sentences, at);
      return to === -1 ? [] : [{ topic, at, to }];
    }),
  );
  const talk = found.filter(({ topic }) => topic === "harmless");
  const isNoYes = found.some(({ topic, at }) => topic === "not-yes" && at === 0);
  return new Set(
    found.flatMap(({ topic, at }) => {
      if (topic === "harmless" || topic === "not-yes") return [];
      if (talk.some((it) => it.at <= at && at < it.to)) return [];
      return topic === "yes" && (at > 0 || isNoYes) ? [] : [topic];
    }),
  );
}

function signsIn(body: string): Topic {
  const signs = body.replace(/[\s\p{P}\p{M}\p{Cf}\p{Emoji_Modifier}]+/gu, "");
  return SIGNS.find((it) => it.signs.test(signs))?.topic ?? "other";
}
