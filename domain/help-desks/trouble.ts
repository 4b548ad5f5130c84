/** Why something could not be done in a help desk. The sentence is what the merchant reads. */
export const deskTroubles = {
  unauthorized: "The help desk rejected the email address or the API token. Check both, or create another token.",
  forbidden: "The help desk doesn’t let this user do that. Use the token of an admin.",
  moved: "No help desk found at this address. Check the subdomain.",
  "not-json": "The help desk answered with something unexpected. Check the subdomain.",
  "too-many": "The help desk asked us to slow down. Try again in a minute.",
  refused: "The help desk rejected the request. Check that its plan includes the API and webhooks.",
  "server-error": "The help desk had an error. Try again in a few minutes.",
  unreachable: "The help desk can’t be reached. Check the subdomain, or try again in a few minutes.",
  gone: "The ticket was deleted in the help desk.",
  "given-up": "The help desk was out of reach for three days.",
} as const;

export type DeskTrouble = keyof typeof deskTroubles;

/** What came instead of a success. */
export class DeskProblem extends Error {
  readonly trouble: DeskTrouble;
  /** As the help desk said it, in seconds. */
  readonly retryAfter: string | null;

  constructor(trouble: DeskTrouble, retryAfter: string | null = null) {
    super(deskTroubles[trouble]);
    this.trouble = trouble;
    this.retryAfter = retryAfter;
  }
}

/** Only this request is refused: the next one may succeed. All else is about the help desk as a whole. */
export function isAboutRequest(trouble: DeskTrouble): boolean {
  return trouble === "refused" || trouble === "gone" || trouble === "given-up";
}
