/** Longer than nearly all given or family names; an advertisement needs more. */
const LONGEST = 30;

/** Letters of any script with their marks, and what joins parts of names: "Anne-Marie", "O’Neill", "J. R.", "Da Silva". */
const NAME = /^[\p{L}\p{M}]+\.?(?:[ \u00a0'’ʼ`´·.-]{1,2}[\p{L}\p{M}]+\.?)*$/u;

/** A dot between letters: "bit.ly". Initials have one letter before each: "J.R.". */
const ADDRESS = /\p{L}{2,}[.·]\p{L}/u;

/** Invisible marks and emoji say nothing of a name, and make a text dearer. */
const DECORATION =
  /\p{Default_Ignorable_Code_Point}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3/gu;

/** Words that only an address or an advertisement has. */
const NOT_A_NAME =
  /^(?:https?|www|dot com)\b|\b(?:dot com|free|win|won|winner|click|claim|prize|casino|bitcoin|crypto)\b/iu;

/**
 * A shopper's name as texts may carry it: empty when it holds an address, digits, currency, other signs or more than 30 characters.
 * Anyone can type a name into a checkout, and a text is sent from the merchant's number. The record keeps what was typed.
 */
export function nameInText(name: string | null): string {
  const typed = (name ?? "").normalize("NFC").replace(DECORATION, "").replace(/ {2,}/g, " ").trim();
  if (typed.length > LONGEST || !NAME.test(typed) || ADDRESS.test(typed) || NOT_A_NAME.test(typed)) return "";
  return typed;
}
