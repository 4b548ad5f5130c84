import type { AdminContext } from "../context.ts";
import { gid } from "../gid.ts";

export function shopView({ store, shop }: AdminContext) {
  const address = {
    id: gid("ShopAddress", shop.id),
    address1: "12 Market Street",
    address2: null,
    city: shop.city,
    province: shop.provinceCode,
    provinceCode: shop.provinceCode,
    zip: shop.zip,
    country: shop.countryCode,
    countryCode: shop.countryCode,
    countryCodeV2: shop.countryCode,
    phone: null,
    name: shop.name,
    company: shop.name,
  };
  const storefront = `${store.url}/storefront/${shop.domain}`;
  const domain = { id: gid("Domain", shop.id), host: shop.domain, url: `https://${shop.domain}`, sslEnabled: true };
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    shopOwnerName: shop.ownerName,
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.timezone,
    createdAt: shop.createdAt,
    updatedAt: shop.createdAt,
    billingAddress: address,
    shopAddress: address,
    primaryDomain: domain,
    domains: [domain],
    url: storefront,
    storefrontUrl: storefront,
    taxesIncluded: false,
    marketingSmsConsentEnabledAtCheckout: true,
    plan: {
      displayName: shop.plan,
      publicDisplayName: shop.plan,
      partnerDevelopment: true,
      shopifyPlus: false,
    },
  };
}
