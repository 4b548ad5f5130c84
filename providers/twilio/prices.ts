import type { PriceList } from "#domain/messages/claim/price";

export const prices: PriceList = {
  effectiveFrom: "2026-01-01",
  source: "https://www.twilio.com/en-us/sms/pricing",
  perPartMicros: {
    US: 8_300,
    CA: 8_300,
    PR: 8_300,
    GB: 52_400,
    AU: 51_500,
    IE: 82_700,
    FR: 79_800,
    DE: 111_800,
    NL: 109_800,
    NZ: 102_900,
  },
  elsewhereMicros: 120_000,
};
