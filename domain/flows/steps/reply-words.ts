/** What a reply may say. */
export type Saying = "yes" | "no" | "keyword" | "anything";

const YES = new Set([
  "y",
  "yes",
  "yea",
  "yeah",
  "yep",
  "yup",
  "ok",
  "okay",
  "k",
  "sure",
  "absolutely",
  "definitely",
  "please",
  "si",
  "sí",
  "oui",
  "ja",
]);
const NO = new Set(["n", "no", "nah", "nope", "never", "not", "non", "nein", "dont", "don't"]);

/** Whether a text says so. Yes and no are told by the first word, keywords anywhere, whole words, without regard to case. */
export function says(text: string, saying: Saying, keywords: string[]): boolean {
  if (saying === "anything") return text.trim() !== "";
  const words = wordsOf(text);
  if (saying === "yes") return YES.has(words[0] ?? "");
  if (saying === "no") return NO.has(words[0] ?? "");
  const spoken = ` ${words.join(" ")} `;
  return keywords.map((it) => wordsOf(it).join(" ")).some((it) => it !== "" && spoken.includes(` ${it} `));
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\p{N}']+|[👍👎]/gu)
      ?.map((it) => ({ "👍": "yes", "👎": "no" })[it] ?? it) ?? []
  );
}
