/**
 * Words that opt out wherever we send (domain/compliance/opt-out-words.ts understands more). A text that tells people to
 * answer with one of them needs no line of its own.
 */
const KEYWORD =
  "(?:STOP(?:P|ALL)?|UNSUBSCRIBE|UNSUB|OPT[- ]?OUT|CANCEL|QUIT|END|ARR[EÊ]T|ALTO|BAJA|PARAR|BASTA|SAIR|ABMELDEN)";

/** "Reply", "text" and their like in the languages whose opt-out words we understand. */
const ANSWER =
  "(?:reply|respond|answer|text|txt|send|sms|message|r[eé]pond(?:ez|s|re)|envoy(?:ez|er)|envoie|textez|responde[r]?|responda|env[ií]a[r]?|" +
  "env[ií]e|manda|antworten?|antworte|sende(?:n|t)?|schreibe?n?|rispondi|rispondere|invia|scrivi|antwoord|stuur|odpisz|wy[sś]lij)";

/** What may stand between the two: "Reply with the word “STOP”". */
const BETWEEN =
  "(?:[\\s:\"'“”„«»‘’*()]+(?:with|the|word|keyword|only|just|us|by|sie|mit|dem|wort|avec|le|mot|con|la|palabra|parola|com|a|à|met|het|woord)){0,3}[\\s:\"'“”„«»‘’*()]+";

/** What may follow: the end of the sentence, a short number, or what it is for. */
const AFTER =
  "(?=[\"'“”„«»‘’*)]*\\s*(?:$|[.,;:!?|/\\n(=-]|\\d|(?:to|2|for|and|or|at|anytime|any|if|pour|au|para|al|per|um|zum|an|om|naar|aby|na)\\b))";

const LEAVE =
  "(?:opt|end|quit|cancel|unsub|stop|leave|no more|abmeld|abbestell|beend|d[eé]s(?:ab|in)|ne plus|arr[eê]t|darse|dejar|salir|cancel|anul|annull|disiscri|sair|parar|" +
  "afmeld|uitschrij|wypisa|zrezyg)";

const INSTRUCTIONS = [
  new RegExp(`(?<!\\p{L})${ANSWER}${BETWEEN}${KEYWORD}${AFTER}`, "iu"),
  new RegExp(`(?<![\\p{L}-])${KEYWORD}\\s*(?:to|2|for|pour|para|per|zum|um|om te|aby|=|:|->|→)\\s*${LEAVE}`, "iu"),
  new RegExp(
    `(?<!\\p{L})(?:opt[- ]?out|unsub(?:scribe)?|to (?:stop|end|cancel|leave)|abmelden|d[eé]sabo\\p{L}*|d[eé]sinscri\\p{L}*|baja|afmelden|uitschrijven|cancelar|disiscri\\p{L}*)\\s*(?:[:=,>→-]|by)\\s*(?:${ANSWER}\\s+)?["'“]?${KEYWORD}${AFTER}`,
    "iu",
  ),
  // "STOP au 36111", as French short codes demand it.
  /(?<![\p{L}-])STOP(?: SMS)? (?:au|an|al|to|na) \d{3,6}\b/iu,
];

/**
 * True when a text tells people what to answer to opt out: "Reply STOP to end", "Txt STOP", "STOP=end", "STOP au 36111". The word
 * alone ("NON-STOP savings", someone called Stop) says nothing. When in doubt false, so that the line is added. Browser-safe.
 */
export function saysHowToStop(text: string): boolean {
  return INSTRUCTIONS.some((instruction) => instruction.test(text));
}
