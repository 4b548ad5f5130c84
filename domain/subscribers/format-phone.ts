import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** An E.164 number as people read it: "+1 212 555 0123". What is no number any more is said in words. */
export function formatPhone(phone: string | null): string {
  if (phone === null) return "Number erased";
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}
