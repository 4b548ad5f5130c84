import { toPlainLetters, wordsOf } from "#domain/compliance/replies/fold";
import { isInstruction } from "./instruction.ts";

const OPENING = '“„«‹‘「『”"';
const CLOSING = '”“»›’」』"';
const INVISIBLE = /[\p{Cf}\p{Co}\u200a]/gu;
const EMOJI = /\p{Extended_Pictographic}/u;
/** Phones write no more than this around what they quote: "Removed a laugh from", "Hat mit … auf … reagiert". */
const MOST_WORDS = 7;

/** Japanese phones quote the reaction's name, too: “…”に「いいね」しました. */
const QUOTED_VERB = /「([^「」]{1,6})」(?=[^「」“”]{1,12}$)/u;

/** How phones name a reaction, as beginnings of words. Written as fold.ts leaves them. */
const REACTIONS = new RegExp(
  `(?<![\\p{L}])(?:${[
    "liked|loved|laughed at|emphasi[sz]ed|questioned|disliked|hearted|reacted|removed a",
    "gusto|gusta|gustado|encanto|encanta|encantado|reacciono|ha reaccionado|reaccion|enfatizo|destaco|se rio|rio de|pregunto|cuestiono|no le gusto|marco",
    "aime|a adore|adore|a reagi|reagi|a ri|a deteste|a mis en|a souligne|n a pas aime|reaction",
    "geliked|gefallt|geliebt|liebt|reagiert|gelacht|betont|lachte|mochte|markiert|hervorgehoben|reaktion|hat herz",
    "mi piace|ha amato|piaciuto|reagito|ha risposto con|ha riso|risata|ha enfatizzato|evidenziato|ha messo|reazione",
    "curtiu|gostou|amou|adorou|reagiu|riu|enfatizou|destacou|questionou|nao gostou|descurtiu|reacao|gosto de",
    "vond|vindt|gereageerd|reageerde|gelachen|lachte om|benadrukt|benadrukte|geweldig|leuk|reactie|hield van",
    "polubi|zareagowa|spodoba|uwielbia|rozsmieszy|podkresli|wyrozni|lubi to|zasmia|reakcja|pokocha",
    "понрави|нравится|реакци|отреагирова|лайк|выделил|смея|рассмеш|подчеркн|полюби|оцени",
    "хареса|харесва|реаги|реакция|обикна|засмя|подчерта|хареса",
    "اعجب|تفاعل|احب|ضحك|اكد|شدد|لم يعجب",
    "gillade|alskade|synes om|elskede|likte|beğen|begen|odlub|hodnot|reagoval|tykkasi|pidi",
  ].join("|")})|いいね|リアクション|強調|大好き|笑い|ハート|よくない`,
  "u",
);

/**
 * Whether a phone wrote it to tell of a reaction: one quotation, and around it nothing but the reaction, in words or as
 * an emoji: Liked “…”, 👍 to “…”, Hat „…“ geliked. The quotation reaches to the end but for the verb: what somebody
 * adds in words of their own is theirs.
 */
export function isReaction(body: string): boolean {
  // Folded as one text: alone, the letters of "Хареса" could all be Latin.
  const text = toPlainLetters(body.replace(INVISIBLE, "")).trim().replace(QUOTED_VERB, "$1");
  const parts = aroundQuotation(text);
  if (parts === null) return false;
  const { before, quoted, after } = parts;
  const around = `${before} ${after}`;
  const words = wordsOf(around);
  // Of a script without blanks the signs are counted.
  if (words.length > (/[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}]/u.test(around) ? 20 : MOST_WORDS)) return false;
  if (/[.!?\n]\s*\p{L}/u.test(around)) return false;
  // We never send a word alone: “STOP” is their own.
  if (wordsOf(quoted).length < 2) return false;
  if (EMOJI.test(before) && words.length <= 3) return true;
  return REACTIONS.test(around) || (words.length <= 4 && words.length > 0 && isInstruction(quoted) && !after.trim());
}

/** What stands before, in and behind the only quotation of a text; null when there is none, or more than one. */
export function aroundQuotation(text: string): { before: string; quoted: string; after: string } | null {
  const opening = [...text].findIndex((sign) => OPENING.includes(sign));
  if (opening === -1) return null;
  const signs = [...text];
  let closing = signs.length - 1;
  while (closing > opening && !CLOSING.includes(signs[closing] ?? "")) closing -= 1;
  if (closing <= opening) return null;
  const quoted = signs.slice(opening + 1, closing).join("");
  if (hasSeveral(signs[opening] ?? "", quoted)) return null;
  return { before: signs.slice(0, opening).join(""), quoted, after: signs.slice(closing + 1).join("") };
}

/** Whether the quotation was closed and another one opened within. */
function hasSeveral(opening: string, quoted: string): boolean {
  if (opening === '"') return /"[^"]*"/.test(quoted) && !isInstruction(quoted);
  const pairs: Record<string, string> = { "“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’" };
  const closing = pairs[opening];
  if (closing === undefined || closing === "’") return false;
  let depth = 1;
  for (const sign of quoted) {
    if (depth === 0) return true;
    if (sign === opening) depth += 1;
    else if (sign === closing) depth -= 1;
  }
  return false;
}
