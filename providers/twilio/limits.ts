import type { ProviderLimits, ProviderRetention } from "#domain/messages/delivery/provider-facts";

export const limits: ProviderLimits = {
  // Error 21617 beyond it.
  longestText: 1_600,
  // The most for ValidityPeriod: https://www.twilio.com/docs/messaging/api/message-resource
  longestValiditySeconds: 36_000,
  // Long and short codes: https://www.twilio.com/docs/api/errors/30001; toll-free: a secondary listing of Twilio's limits.
  usualPartsPerSecond: { long_code: 1, toll_free: 3, short_code: 100 },
  // Long codes: AT&T's best class, 4,500 a minute (developers.telnyx.com/docs/messaging/10dlc/10dlc-rate-limits.md). The others:
  // the highest default that any provider publishes, Telnyx's 20 and 1,000; Twilio raises its own on request.
  mostPartsPerSecond: { long_code: 75, toll_free: 20, short_code: 1_000 },
};

export const retention: ProviderRetention = {
  // All tries of one webhook together: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
  callbackRetryMs: 15_000,
  // The default and the most: https://support.twilio.com/hc/en-us/articles/223181008. The account's owner can set as little as 7.
  recordDays: 400,
};
