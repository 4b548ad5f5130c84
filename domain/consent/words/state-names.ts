/** What screens call a person's consent to marketing texts. */
export const STATE_NAMES = {
  subscribed: "Subscribed",
  pending: "Pending",
  unsubscribed: "Unsubscribed",
  never: "No consent",
} as const;

export type NamedState = keyof typeof STATE_NAMES;
