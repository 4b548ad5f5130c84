import type { Evidence } from "#domain/compliance/replies/evidence";
import { fold, wordsOf } from "#domain/compliance/replies/fold";
import { readFreeText, withoutFillers } from "#domain/compliance/replies/free-text";
import { typistFor } from "#domain/compliance/replies/typing";

/** What a shopper wants with a text, and what told us. */
export type Understanding =
  | {
      /**
       * unsure: it may be an opt-out; a person has to read it. yes: agreement to a question that was asked, an opt-in
       * only while the subscription is pending.
       */
      meaning: "opt-out" | "unsure" | "opt-in" | "help" | "yes";
      evidence: Evidence;
    }
  | { meaning: "conversation"; evidence: null };

/**
 * Words that revoke by themselves. English: 47 CFR 64.1200(a)(10) (stop, quit, end, revoke, opt out, cancel, unsubscribe)
 * and the default lists of Twilio, AWS and Telnyx. Other languages: not yet verified with native speakers.
 */
const OPT_OUT = [
  ..."STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT REMOVE TD".split(" "),
  ...["STOP ALL", "OPT OUT", "UNSUBSCRIBE ME", "REMOVE ME", "STOP TEXTING ME", "STOP TEXTING", "STOP MESSAGES"],
  ..."ARRET DESABO DESABONNER".split(" "), // French
  ..."ALTO PARAR BAJA CANCELAR".split(" "), // Spanish
  "NO MAS",
  ..."STOPP ABMELDEN".split(" "), // German
  ..."BASTA CANCELLA".split(" "), // Italian
  ..."SAIR".split(" "), // Portuguese, beside PARAR
  ..."AFMELDEN".split(" "), // Dutch
  ..."WYPISZ".split(" "), // Polish
  ..."СТОП ОТПИСАТЬСЯ СТОПП ΣΤΟΠ 退订 退訂 停止 配信停止 수신거부 הסר עצור توقف إلغاء DUR IPTAL".split(" "), // elsewhere
];
const OPT_IN = ["START", "UNSTOP", "SUBSCRIBE", "RESUBSCRIBE", "OPTIN", "OPT IN"];
const HELP = ["HELP", "INFO", "AIDE", "AYUDA", "HILFE", "AIUTO", "AJUDA", "POMOC"];
const YES = ["YES", "Y", "OUI", "SI", "JA", "SIM", "TAK"];

const known = new Map<string, { meaning: "opt-out" | "opt-in" | "help" | "yes"; word: string }>(
  (
    [
      ["yes", YES],
      ["help", HELP],
      ["opt-in", OPT_IN],
      ["opt-out", OPT_OUT],
    ] as const
  ).flatMap(([meaning, words]) => words.map((word) => [wordsOf(word).join(" "), { meaning, word }] as const)),
);

const COURTESY = new Set(["please", "pls", "plz", "thanks", "thx", "now"]);
/** Said without a word. */
const SIGNS = /^(?:🛑|⛔|🚫|✋|🖕|🙅|❌)+$/u;

/** A word with a slip of the thumb, when it is all that is said. Short ones are left out: "baja" is too near to much. */
const typist = typistFor(
  [...known]
    .flatMap(([word, { meaning }]) => (meaning === "opt-out" && /^[a-z]{4,}$/.test(word) ? [word] : []))
    .filter((word) => word === "stop" || word.length > 5),
);

/**
 * Understands what a shopper wrote: first the words that mean something by themselves, in any case and script width, with
 * whatever punctuation, quotes, emoji, accents and courtesies around them; then those words mistyped; then, in eight
 * languages, what people say in words of their own. A revocation that is not clear is "unsure", never talk. `extraWords`
 * are the shop's own words for STOP, and win over all but nothing takes STOP away. Pure; linear in the text.
 */
export function understand(body: string, extraWords: string[] = []): Understanding {
  const folded = fold(body);
  const { words } = folded;
  if (words.length === 0) return readSigns(body);
  const keyword = readKeyword(words, extraWords);
  if (keyword) return keyword;
  const free = readFreeText(folded);
  if (free) return { meaning: free.isClear ? "opt-out" : "unsure", evidence: free.evidence };
  return { meaning: "conversation", evidence: null };
}

function readKeyword(words: string[], extraWords: string[]): Understanding | null {
  const own = new Map(extraWords.map((word) => [wordsOf(word).join(" "), word] as const));
  const withoutCourtesy = words.filter((word) => !COURTESY.has(word));
  const bare = withoutFillers(words);
  for (const candidate of [words, withoutCourtesy, unrepeated(withoutCourtesy), bare, unrepeated(bare)]) {
    const text = candidate.join(" ");
    if (text === "") continue;
    const ownWord = own.get(text);
    if (ownWord !== undefined)
      return { meaning: "opt-out", evidence: { rule: "own-word", phrase: ownWord, language: null, doubt: null } };
    const it = known.get(text);
    if (it) return { meaning: it.meaning, evidence: { rule: "word", phrase: it.word, language: null, doubt: null } };
  }
  const [only, ...more] = bare.length > 0 ? bare : words;
  const meant = only !== undefined && more.length === 0 ? typist.meant(only) : null;
  return meant === null
    ? null
    : { meaning: "opt-out", evidence: { rule: "typing", phrase: meant.toUpperCase(), language: null, doubt: null } };
}

function readSigns(body: string): Understanding {
  const signs = body.replace(/[\s\p{P}\p{M}\p{Cf}\p{Emoji_Modifier}]+/gu, "");
  if (!SIGNS.test(signs)) return { meaning: "conversation", evidence: null };
  return { meaning: "unsure", evidence: { rule: "sign", phrase: [...signs][0] ?? "", language: null, doubt: "sign" } };
}

/** "STOP STOP STOP" is STOP. */
function unrepeated(words: string[]): string[] {
  return new Set(words).size === 1 ? words.slice(0, 1) : words;
}
