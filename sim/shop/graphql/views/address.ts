import { type Address, fullName } from "../../address.ts";

export function mailingAddress(address: Address | null, id: number) {
  if (!address) return null;
  const formattedArea = [address.city, address.province, address.country].filter(Boolean).join(", ");
  return {
    __typename: "MailingAddress",
    id: `gid://shopify/MailingAddress/${id}?model_name=CustomerAddress`,
    ...address,
    countryCodeV2: address.countryCode,
    name: fullName(address),
    formatted: [
      address.address1,
      `${address.city} ${address.provinceCode ?? ""} ${address.zip}`.trim(),
      address.country,
    ],
    formattedArea,
    coordinatesValidated: false,
    latitude: null,
    longitude: null,
    timeZone: null,
  };
}
