/** Stands in a rendered text where a merge tag or a condition came out empty. No template and no value may hold it. */
export const GAP = "\u0000";

/**
 * Closes what empty merge tags left behind, and nothing else: "Hi , your cart" without a name becomes "Hi, your cart", while
 * blanks that the merchant wrote stay ("Prêt ?"). Trims the ends and makes line ends "\n". Takes time in proportion to the text.
 */
export function closeGaps(marked: string): string {
  const text = marked.replaceAll("\r\n", "\n");
  if (!text.includes(GAP)) return text.trim();
  const pieces: string[] = [];
  let last = ""; // the character before the gap, once pieces are written
  let rest = 0;
  for (let at = text.indexOf(GAP); at !== -1; at = text.indexOf(GAP, rest)) {
    let from = at;
    while (from > rest && isBlank(text[from - 1])) from -= 1;
    let to = at;
    while (to < text.length && (text[to] === GAP || isBlank(text[to]))) to += 1;
    const before = text.slice(rest, from);
    const joined = joinRun(before, before.at(-1) ?? last, text.slice(from, to), text, to);
    pieces.push(joined.words);
    last = joined.words.at(-1) ?? last;
    rest = joined.next;
  }
  pieces.push(text.slice(rest));
  return pieces.join("").trim();
}

interface Joined {
  /** What stands before the gap, joined to what follows. */
  words: string;
  /** Where the text goes on. */
  next: number;
}

/** Joins the words before a run of gaps and blanks with the text from `to` on. */
function joinRun(before: string, last: string, run: string, text: string, to: number): Joined {
  const behind = text[to];
  const isLineStart = last === "" || last === "\n";
  const isLineEnd = behind === undefined || behind === "\n";
  if (isLineStart && isPunctuation(behind)) return startSentence(before, text, to);
  if (isLineStart) return { words: before, next: to };
  if (last === "," && run.startsWith(" ") && (isLineEnd || isPunctuation(behind)))
    return { words: before.slice(0, -1), next: to };
  const blanksBefore = run.slice(0, run.indexOf(GAP));
  const blanksBehind = run.slice(run.lastIndexOf(GAP) + 1);
  const isClosed = isLineEnd || (blanksBehind === "" && isPunctuation(behind));
  return { words: before + (isClosed ? "" : blanksBefore || blanksBehind || blanksOf(run)), next: to };
}

/** A line that began with an empty tag loses the punctuation behind it; its first letter begins the sentence now. */
function startSentence(before: string, text: string, to: number): Joined {
  let next = to;
  while (isPunctuation(text[next]) || isBlank(text[next])) next += 1;
  const first = text[next];
  if (first === undefined) return { words: before, next: to }; // the tag had nothing to introduce
  return first === GAP ? { words: before, next } : { words: before + first.toLocaleUpperCase("en"), next: next + 1 };
}

/** The blanks between two empty tags: "{{ first }} {{ last }}" still parts the words around it. */
function blanksOf(run: string): string {
  return run.replaceAll(GAP, "").slice(0, 1);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function isPunctuation(character: string | undefined): boolean {
  return character !== undefined && ",.!?;:".includes(character);
}
