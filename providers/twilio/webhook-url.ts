/**
 * Asks Twilio to try again when our answer is a 5xx (the database is down), too slow or none at all; by itself it
 * tries once more, and only when it could not connect. The fragment stays with Twilio: it is neither sent to us nor
 * signed (twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
 */
export function withRetries(url: string): string {
  return url.includes("#") ? url : `${url}#rc=5&rp=5xx,ct,rt`;
}
