import { createContext, type ReactNode, useContext } from "react";

/** What screens need to know of the shop wherever they are. */
export interface ScreenShop {
  /** The shop's permanent name: "fernhill.myshopify.com". */
  domain: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA. */
  timeZone: string;
}

const Shop = createContext<ScreenShop | null>(null);

export function ShopProvider({ shop, children }: { shop: ScreenShop; children: ReactNode }) {
  return <Shop.Provider value={shop}>{children}</Shop.Provider>;
}

export function useShop(): ScreenShop {
  const shop = useContext(Shop);
  if (!shop) throw new Error("useShop is for pages inside the admin shell.");
  return shop;
}
