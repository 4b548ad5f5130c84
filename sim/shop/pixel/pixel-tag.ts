import { html, type Markup, raw } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import type { Visit } from "../visits/visit.ts";
import type { CustomerEvent } from "./event-types.ts";

/** What the app's web pixel on a page is given; shoppers without scripts read it from the page, too (sim/people/browser.ts). */
export interface PixelSettings {
  /** Where the app's pixel posts to. */
  endpoint: string;
  shop: string;
  clientId: string;
  customerPrivacy: {
    analyticsProcessingAllowed: boolean;
    marketingAllowed: boolean;
    preferencesProcessingAllowed: boolean;
    saleOfDataAllowed: boolean;
  };
  events: CustomerEvent[];
}

/** The app's web pixel on a page of the shop, with what happened there. Nothing while the app isn't installed. */
export function pixelTag(store: Store, shop: Shop, visit: Visit, events: CustomerEvent[]): Markup | null {
  if (!shop.installation.installedAt) return null;
  const allowed = visit.allowsMarketing;
  const settings: PixelSettings = {
    endpoint: `${store.app.url}/pixel`,
    shop: shop.domain,
    clientId: visit.clientId,
    customerPrivacy: {
      analyticsProcessingAllowed: allowed,
      marketingAllowed: allowed,
      preferencesProcessingAllowed: allowed,
      saleOfDataAllowed: allowed,
    },
    events: [...visit.untold, ...events],
  };
  visit.untold = [];
  return html`<script type="application/json" id="web-pixel">${raw(JSON.stringify(settings).replaceAll("<", "\\u003c"))}</script>
  <script type="module" src="/storefront-files/pixel.js"></script>`;
}
