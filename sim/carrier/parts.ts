// The 128 characters of GSM 03.38 that cost one septet, then those behind the escape that cost two (3GPP TS 23.038).
const oneSeptet = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const twoSeptets = new Set("\f^{}\\[~]|€");

/**
 * Into how many parts a carrier cuts a text. Counted here on purpose, and not taken from the app: the world outside
 * must be able to disagree with it.
 */
export function countParts(body: string): number {
  let septets = 0;
  let carry = 0;
  for (const character of body) {
    const cost = oneSeptet.has(character) ? 1 : twoSeptets.has(character) ? 2 : 0;
    if (cost === 0) return countUcs2Parts(body);
    // An escaped pair is never cut in two: it moves to the next part as a whole.
    if ((septets + carry) % 153 === 152 && cost === 2) carry += 1;
    septets += cost;
  }
  return septets <= 160 ? 1 : Math.ceil((septets + carry) / 153);
}

function countUcs2Parts(body: string): number {
  if (body.length <= 70) return 1;
  let units = 0;
  for (const character of body) {
    if (units % 67 === 66 && character.length === 2) units += 1;
    units += character.length;
  }
  return Math.ceil(units / 67);
}
