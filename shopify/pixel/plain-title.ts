const LONGEST = 80;

/** An address of a website, or digits enough for a phone number. */
const LEADS_AWAY = /:\/\/|\bwww\.|[\p{L}\p{N}-]\.\p{L}{2}|(?:\d[\s().-]*){7}/iu;

/**
 * A product's title as a text may carry it; null for one that could lead people elsewhere. The browser says it: someone who got
 * hold of another person's link could otherwise write to them in the store's name.
 */
export function plainTitle(title: string): string | null {
  const plain = title.replace(/[\p{C}\s]+/gu, " ").trim();
  return plain === "" || LEADS_AWAY.test(plain) ? null : plain.slice(0, LONGEST).toWellFormed().trim();
}
