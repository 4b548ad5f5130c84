/** A text as the phrases see it: its words, and where its sentences and clauses end. */
export interface Folded {
  words: string[];
  /** For each word the number of its sentence. */
  sentences: number[];
  /** For each word the number of its clause: a comma ends one, too. */
  clauses: number[];
}

/** No provider delivers a longer text; most stop at 1,600 characters. Of one its two ends are read, so that reading stays cheap. */
const MOST_CHARACTERS = 4_000;
/** Marks and what is not drawn, but for the marks that make other letters of kana (か and が), which NFC joins again. */
const UNSEEN = /(?![\u3099\u309a])[\p{M}\p{Cf}\p{Co}]/gu;

/** Letters of other scripts that look like ours, and those that Unicode does not take apart. */
const LOOKS_LIKE: Record<string, string> = {
  ...{ а: "a", в: "b", с: "c", ԁ: "d", е: "e", һ: "h", і: "i", ј: "j", к: "k", м: "m", н: "h", о: "o", р: "p" },
  ...{ ԛ: "q", ѕ: "s", т: "t", у: "y", ѵ: "v", ԝ: "w", х: "x" },
  ...{ α: "a", β: "b", ε: "e", η: "n", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x" },
  ...{ ß: "ss", ł: "l", ø: "o", æ: "ae", œ: "oe", ı: "i", đ: "d", ð: "d", þ: "th" },
};
const LOOK_ALIKE = new RegExp(`[${Object.keys(LOOKS_LIKE).join("")}]`, "gu");
/**
 * Words of Greek or Cyrillic letters alone, and the letters that no Latin letter looks like (small ones, some of them): a
 * text with one is in that script.
 */
const GREEK_OR_CYRILLIC = /(?<![\p{L}\p{N}])[\p{sc=Greek}\p{sc=Cyrillic}]+(?![\p{L}\p{N}])/gu;
const GREEK_LETTER = /[γδζθλμξπσςφψω]/u;
const CYRILLIC_LETTER = /[бгджзилпфцчшщъыьэюяґєљњћџБГДЖЗИЛПФЦЧШЩЪЫЬЭЮЯҐЄЉЊЋЏвкмнт]/u;
const ARABIC_LETTERS: Record<string, string> = { ة: "ه", ى: "ي", ک: "ك", ی: "ي", ـ: "" };
/** Written without blanks between words: each sign counts as a word, and phrases are runs of them. */
const WITHOUT_BLANKS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const DIGIT_FOR: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" };
const SIGNS_APART = /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー])/u;

const WORD_OR_BREAK = /[\p{L}\p{N}]+|[.!?;,:\n。、؟،؛]+/gu;

/**
 * Makes one of the many ways in which a word is written: lower case, without accents, invisible characters and look-alike
 * letters; "don't" is one word and "m'écrivez" two, as their languages count them; "S T O P", "st0p" and "stooooop" are
 * STOP. Linear in the text.
 */
export function foldText(text: string): Folded {
  const folded: Folded = { words: [], sentences: [], clauses: [] };
  const plain = toPlainLetters(text);
  let sentence = 0;
  let clause = 0;
  for (const { 0: piece, index } of plain.matchAll(WORD_OR_BREAK)) {
    if (/^[\p{L}\p{N}]/u.test(piece)) {
      for (const word of wordsIn(piece, folded)) {
        folded.words.push(word);
        folded.sentences.push(sentence);
        folded.clauses.push(clause);
      }
    } else if (endsSentence(piece, plain[index + piece.length])) {
      sentence += 1;
      clause += 1;
    } else if (/[,:、،]/.test(piece)) {
      clause += 1;
    }
  }
  return joinedLetters(folded);
}

/** The words alone. */
export function wordsOf(text: string): string[] {
  return foldText(text).words;
}

/** A text in one way of writing, words and signs where they stood. */
export function toPlainLetters(text: string): string {
  const seen = bothEnds(text.replace(UNSEEN, "")).normalize("NFKD").replace(UNSEEN, "").normalize("NFC");
  return withoutLookAlikes(seen.toLowerCase(), CYRILLIC_LETTER.test(seen))
    .replace(/[ةىکیـ]/g, (letter) => ARABIC_LETTERS[letter] ?? letter)
    .replace(/\$(?=[a-z])/g, "s")
    .replace(/(?<=[a-z])['’‘`ʼ′](?=(?:t|s|m|re|ve|ll|d|all)(?![a-z]))/g, "");
}

/** Letters that only look Latin become Latin. Words of a text that is in Greek or Cyrillic stay what they are. */
function withoutLookAlikes(text: string, isCyrillic: boolean): string {
  const latin = (word: string) => word.replace(LOOK_ALIKE, (letter) => LOOKS_LIKE[letter] ?? letter);
  const isGreek = GREEK_LETTER.test(text);
  if (!isGreek && !isCyrillic) return latin(text);
  let folded = "";
  let done = 0;
  for (const { 0: word, index } of text.matchAll(GREEK_OR_CYRILLIC)) {
    const isOwn = (isCyrillic && /^\p{sc=Cyrillic}+$/u.test(word)) || (isGreek && /^\p{sc=Greek}+$/u.test(word));
    folded += latin(text.slice(done, index)) + (isOwn ? word : latin(word));
    done = index + word.length;
  }
  return folded + latin(text.slice(done));
}

function bothEnds(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS / 2)}\n${text.slice(-MOST_CHARACTERS / 2)}`;
}

/** "stop.texting" does not end a sentence, "stop. Texting" does. */
function endsSentence(signs: string, after: string | undefined): boolean {
  return /[!?;\n。؟؛]/.test(signs) || (signs.includes(".") && (after === undefined || /\s/.test(after)));
}

function wordsIn(piece: string, folded: Folded): string[] {
  if (!WITHOUT_BLANKS.test(piece)) return wordIn(piece, folded);
  return piece.split(SIGNS_APART).flatMap((part) => (part === "" ? [] : wordIn(part, folded)));
}

function wordIn(piece: string, { words }: Folded): string[] {
  const isMixed = /[a-z]/.test(piece) && /[013457]/.test(piece);
  const spelt = isMixed ? piece.replace(/[013457]/g, (digit) => DIGIT_FOR[digit] ?? digit) : piece;
  const word = spelt.replace(/(.)\1{2,}/gu, "$1").replace(/^(?:stop){2,}$/, "stop");
  const before = words.at(-1);
  // "don´t" comes apart, because that accent is a blank with a mark on it.
  if (word === "t" && before !== undefined && /^(?:don|can|won|doesn|didn|isn|wouldn|couldn)$/.test(before)) {
    words[words.length - 1] = `${before}t`;
    return [];
  }
  return [word];
}

/** Four single letters or more in a row are one word: "s t o p", "S.T.O.P". */
function joinedLetters(folded: Folded): Folded {
  const { words, sentences, clauses } = folded;
  if (!words.some((word) => word.length === 1)) return folded;
  const joined: Folded = { words: [], sentences: [], clauses: [] };
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (to < words.length && words[to]?.length === 1 && !WITHOUT_BLANKS.test(words[to] ?? "")) to += 1;
    const end = to - from >= 4 ? to : from + 1;
    joined.words.push(words.slice(from, end).join(""));
    joined.sentences.push(sentences[from] ?? 0);
    joined.clauses.push(clauses[from] ?? 0);
    from = end;
  }
  return joined;
}
