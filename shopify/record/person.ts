import { z } from "zod";

// The parts of a customer and an address that webhooks carry too, as GraphQL spells them.

export const address = z
  .object({
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    countryCodeV2: z.string().nullable(),
    provinceCode: z.string().nullable(),
  })
  .nullable();

const consent = z.object({ state: z.string(), optInLevel: z.string().nullable(), updatedAt: z.string().nullable() });

export const customer = z.object({
  legacyResourceId: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string(), smsMarketingConsent: consent }).nullable(),
  defaultAddress: address,
});

export function addressAsWebhook(at: z.infer<typeof address>) {
  if (!at) return null;
  return {
    first_name: at.firstName,
    last_name: at.lastName,
    phone: at.phone,
    country_code: at.countryCodeV2,
    province_code: at.provinceCode,
  };
}

export function customerAsWebhook(of: z.infer<typeof customer>) {
  const { phoneNumber = null, smsMarketingConsent } = of.defaultPhoneNumber ?? {};
  return {
    id: of.legacyResourceId,
    first_name: of.firstName,
    last_name: of.lastName,
    email: of.defaultEmailAddress?.emailAddress ?? null,
    phone: phoneNumber,
    default_address: addressAsWebhook(of.defaultAddress),
    sms_marketing_consent: smsMarketingConsent
      ? {
          state: smsMarketingConsent.state.toLowerCase(),
          opt_in_level: smsMarketingConsent.optInLevel?.toLowerCase() ?? null,
          consent_updated_at: smsMarketingConsent.updatedAt,
        }
      : null,
  };
}
