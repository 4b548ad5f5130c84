import { type VisitorLimit, visitorLimit } from "#platform/http/visitor-limit";

/** From one address. A mobile network puts some hundred shoppers behind one; few of them browse in the same minute. */
const PER_ADDRESS_AND_MINUTE = 600;
/** In the name of one shop. Beyond it only browsers that are known already, or prove themselves, are heard. */
const PER_SHOP_AND_MINUTE = 30_000;
/** Of one browser, as events: someone who opens a page a second. */
const PER_BROWSER_AND_MINUTE = 60;
const PER_BROWSER_AND_DAY = 1_000;
/** Checkouts and sign-ups of browsers that are not known yet; each is a row for a day. */
const CLAIMS_PER_ADDRESS_AND_MINUTE = 20;
const CLAIMS_PER_SHOP_AND_MINUTE = 240;
const DAY_MS = 24 * 3_600_000;

export interface PixelLimits {
  address: VisitorLimit;
  shop: VisitorLimit;
  browserMinute: VisitorLimit;
  browserDay: VisitorLimit;
  claimsOfAddress: VisitorLimit;
  claimsOfShop: VisitorLimit;
}

/** How much the pixel endpoint takes in. Counted in each web process. */
export function pixelLimits(): PixelLimits {
  return {
    address: visitorLimit(PER_ADDRESS_AND_MINUTE),
    shop: visitorLimit(PER_SHOP_AND_MINUTE),
    browserMinute: visitorLimit(PER_BROWSER_AND_MINUTE),
    browserDay: visitorLimit(PER_BROWSER_AND_DAY, { windowMs: DAY_MS }),
    claimsOfAddress: visitorLimit(CLAIMS_PER_ADDRESS_AND_MINUTE),
    claimsOfShop: visitorLimit(CLAIMS_PER_SHOP_AND_MINUTE),
  };
}
