import { type VisitorLimit, visitorLimit } from "#platform/http/visitor-limit";

/** From one address: a family or an office signs up by fewer. */
const PER_ADDRESS_AND_MINUTE = 10;
/** To one shop's forms: more than a busy store's best minute. */
const PER_SHOP_AND_MINUTE = 120;
/** To one shop's forms with numbers of one country that is not the shop's own: where bought numbers are pumped from. */
const PER_FOREIGN_COUNTRY_AND_MINUTE = 20;
/** Of one number, at one shop: someone who tries again, and tries once more. */
const PER_NUMBER_AND_HOUR = 3;
/** Of the pages of join keywords, from one address: a whole shop floor scans the same code through one network. */
const PAGES_PER_ADDRESS_AND_MINUTE = 120;
const HOUR_MS = 3_600_000;

export interface SignUpLimits {
  address: VisitorLimit;
  shop: VisitorLimit;
  country: VisitorLimit;
  number: VisitorLimit;
}

/** Those of a sign-up page of ours, which may itself be opened so often. */
export interface JoinLimits extends SignUpLimits {
  page: VisitorLimit;
}

/** How often a form is taken in, counted in four ways: an attacker has many addresses, or many numbers, or many shops. */
export function signUpLimits(): SignUpLimits {
  return {
    address: visitorLimit(PER_ADDRESS_AND_MINUTE),
    shop: visitorLimit(PER_SHOP_AND_MINUTE),
    country: visitorLimit(PER_FOREIGN_COUNTRY_AND_MINUTE),
    number: visitorLimit(PER_NUMBER_AND_HOUR, { windowMs: HOUR_MS }),
  };
}

export function joinLimits(): JoinLimits {
  return { ...signUpLimits(), page: visitorLimit(PAGES_PER_ADDRESS_AND_MINUTE) };
}
