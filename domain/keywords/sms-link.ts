/** What a phone runs; "any": a form that both open, for a link whose reader is unknown. */
export type PhoneSystem = "ios" | "android" | "any";

/**
 * Opens the phone's messages with the word ready to send. RFC 5724 knows `?body=`, which Android follows; iOS wants `&body=`
 * behind the number; `?&body=` opens on both.
 */
export function smsLink(phone: string, word: string, system: PhoneSystem = "any"): string {
  const body = `body=${encodeURIComponent(word)}`;
  if (system === "ios") return `sms:${phone}&${body}`;
  return system === "android" ? `sms:${phone}?${body}` : `sms:${phone}?&${body}`;
}

/** For a QR code: cameras of both systems read this older form, and its text ends in no address bar. */
export function smsQrContents(phone: string, word: string): string {
  return `SMSTO:${phone}:${word}`;
}

/** Tells the system by what a browser says of itself. */
export function phoneSystemOf(userAgent: string | undefined): PhoneSystem {
  if (/iPhone|iPad|iPod/.test(userAgent ?? "")) return "ios";
  return /Android/.test(userAgent ?? "") ? "android" : "any";
}
