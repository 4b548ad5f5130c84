/**
 * What must stand where a join keyword is advertised, and what its sign-up page shows: who sends, what for, how often, the cost,
 * how to leave and to get help, and that nothing must be bought (CTIA Messaging Principles, call to action; 47 CFR
 * 64.1200(f)(9)). It is ours and not the merchant's to change, so the ledger knows what was shown.
 */
export function disclosureOf({ word, brand, phone }: { word: string; brand: string; phone: string }): string {
  return `Text ${word} to ${phone} to get recurring automated marketing texts from ${brand} at the number you text from. ${CONDITIONS}`;
}

/** The words beside the box of the sign-up page. */
export function agreementOf(brand: string): string {
  return `I agree to get recurring automated marketing texts from ${brand} at this number. ${CONDITIONS}`;
}

const CONDITIONS =
  "Consent is not a condition of purchase. Msg & data rates may apply. Msg frequency varies. Reply HELP for help, STOP to cancel.";
