import { Metadata } from "libphonenumber-js/max";
import { type PhoneNumber, toPhoneNumber } from "./phone-number.ts";

/**
 * The common ways to write a number of the North American plan: +12125550123, 12125550123, (212) 555-0123. One kind of
 * space, so that nothing that the library reads otherwise comes through.
 */
const NORTH_AMERICAN = /^(\+1|1)?[-. ]?(?:\(([2-9]\d\d)\)|([2-9]\d\d))[-. ]?([2-9]\d\d)[-. ]?(\d{4})$/;
/** Those that get texts; the library reads the others, and `readPhoneNumber` refuses them. */
const TYPES = ["FIXED_LINE", "MOBILE", "TOLL_FREE", "VOIP"] as const;

const plans = (["US", "CA"] as const).map(planOf);

/**
 * `toPhoneNumber` for thousands of numbers, of a file or of a store’s events. A number of the United States or Canada in a
 * usual form is tried against the library’s own patterns, a fiftieth of the work of its parser; everything else, and whatever these
 * do not know to exist, is left to the library. The answers are the same for any text.
 */
export function quickPhone(raw: string, defaultCountry: string | null): PhoneNumber | null {
  const parts = NORTH_AMERICAN.exec(raw);
  if (parts === null) return toPhoneNumber(raw, defaultCountry);
  const [, prefix, bracketed, bare, exchange = "", line = ""] = parts;
  if (prefix !== "+1" && defaultCountry !== "US" && defaultCountry !== "CA") return toPhoneNumber(raw, defaultCountry);
  const national = `${bracketed ?? bare ?? ""}${exchange}${line}`;
  // The library would find the same number valid, and E.164 is what it makes of it.
  return plans.some((plan) => plan.test(national))
    ? (`+1${national}` as PhoneNumber)
    : toPhoneNumber(raw, defaultCountry);
}

/** Parts of the library's metadata that its own declaration leaves out. */
interface Plan {
  nationalNumberPattern(): string;
  type(name: string): { pattern(): string } | undefined;
}

/** What the library asks of a valid number of this country: the plan's form, and that of one type of number in it. */
function planOf(country: "US" | "CA"): RegExp {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as Plan;
  const types = TYPES.map((type) => plan.type(type)?.pattern()).filter(Boolean);
  // 600 is for satellite phones.
  return new RegExp(`^(?!600)(?=(?:${plan.nationalNumberPattern()})$)(?:${types.join("|")})$`);
}
