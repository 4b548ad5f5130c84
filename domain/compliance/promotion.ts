/**
 * Offers, as texts word them. 47 CFR 64.1200(f) and the carriers take a text about an order that also sells for
 * marketing, which needs consent and keeps to hours. English and the currencies alone; a careful reader finds more.
 */
const OFFERS = [
  /(?:\b\d+\s*(?:%|percent|per cent)|\bhalf|\{\{[^}]*\}\}\s*%?)\s*off\b/iu,
  /[$€£]\s*\d+(?:[.,]\d+)?\s*off\b/iu,
  /\b(?:flash|summer|winter|spring|autumn|fall|holiday|clearance|our|the|big|a)\s+sale\b|\bon sale\b|\bsale\s+(?:ends|starts|is on|now on)\b/iu,
  /\b(?:promo|discount|coupon|voucher)\s*codes?\b|\buse (?:the )?code\b|\bdiscounts?\b|\bcoupons?\b/iu,
  /\bfree (?:gift|shipping on your next|delivery on your next)\b|\bbuy (?:one|1|two|2),? get\b|\bbogo\b/iu,
  /\bspecial offers?\b|\blimited[- ]time\b|\bbest deals?\b|\bblack friday\b|\bcyber monday\b/iu,
  /\b(?:shop|order|buy) (?:now|again)\b|\byour next (?:order|purchase)\b|\byou may also like\b|\bnew arrivals?\b/iu,
];

/** The words of a text that sell something, as they stand in it; null when none of ours is found. */
export function promotionIn(text: string): string | null {
  for (const offer of OFFERS) {
    const [words] = offer.exec(text) ?? [];
    if (words !== undefined) return words.trim();
  }
  return null;
}
