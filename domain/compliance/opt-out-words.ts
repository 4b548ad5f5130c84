/** What a shopper wants with a text. `word` is the keyword that told, as it stands in our lists. */
export type Understanding =
  | { meaning: "opt-out" | "opt-in" | "help"; word: string }
  /** Agreement to a question that was asked: an opt-in only while the subscription is pending. */
  | { meaning: "yes"; word: string }
  | { meaning: "conversation"; word: null };

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
];
const OPT_IN = ["START", "UNSTOP", "SUBSCRIBE", "RESUBSCRIBE", "OPTIN", "OPT IN"];
const HELP = ["HELP", "INFO", "AIDE", "AYUDA", "HILFE", "AIUTO", "AJUDA", "POMOC"];
const YES = ["YES", "Y", "OUI", "SI", "JA", "SIM", "TAK"];

const known = new Map<string, Understanding>([
  ...YES.map((word) => [word, { meaning: "yes", word }] as const),
  ...HELP.map((word) => [word, { meaning: "help", word }] as const),
  ...OPT_IN.map((word) => [word, { meaning: "opt-in", word }] as const),
  ...OPT_OUT.map((word) => [word, { meaning: "opt-out", word }] as const),
]);

const COURTESY = new Set(["PLEASE", "PLS", "PLZ", "THANKS", "THX", "NOW"]);

/**
 * Understands a text that consists of one of our words, in any case and script width, with whatever punctuation, quotes,
 * emoji, accents and courtesies around it. `extraWords` are the shop's own words for STOP, and win over all but nothing
 * takes STOP away. Anything longer is conversation: "stop by the store?" is for a person to read, and so, until free
 * text is understood, is every revocation in the shopper's own words.
 */
export function understand(body: string, extraWords: string[] = []): Understanding {
  const words = plainWords(body);
  const own = new Map(extraWords.map((word) => [plainWords(word).join(" "), word] as const));
  const withoutCourtesy = words.filter((word) => !COURTESY.has(word));
  for (const candidate of [words, withoutCourtesy, unrepeated(withoutCourtesy)]) {
    const text = candidate.join(" ");
    if (text === "") continue;
    const ownWord = own.get(text);
    if (ownWord !== undefined) return { meaning: "opt-out", word: ownWord };
    const understanding = known.get(text);
    if (understanding) return understanding;
  }
  return { meaning: "conversation", word: null };
}

/** Upper case, full-width letters made narrow, accents and everything that is no letter or digit taken away. */
function plainWords(text: string): string[] {
  const narrow = text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
  return narrow.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** "STOP STOP STOP" is STOP. */
function unrepeated(words: string[]): string[] {
  return new Set(words).size === 1 ? words.slice(0, 1) : words;
}
