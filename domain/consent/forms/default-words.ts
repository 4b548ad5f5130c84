/** The words beside the box while a merchant has not changed them. The theme block has the same text. */
export const DEFAULT_WORDS =
  "I agree to get texts with news and offers from [store] at this number. Consent is not a condition of purchase. Msg & data rates may apply, frequency varies. Reply STOP to opt out, HELP for help.";

/** The default words with a store's name, when a form shows them. Browsers may change blanks and line breaks on the way. */
export function asDefaultWords(words: string, storeName: string | null): string | null {
  const ours = DEFAULT_WORDS.replaceAll("[store]", () => storeName ?? "");
  return storeName !== null && toPlainText(words) === toPlainText(ours) ? ours : null;
}

function toPlainText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
