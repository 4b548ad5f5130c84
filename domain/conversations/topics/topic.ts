/** What a shopper's text is about, as the inbox shows it. Sorting is a convenience: it never changes consent. */
const TOPICS = [
  /** About an order or a parcel: where it is, a change, a return, a complaint. */
  "order-question",
  /** Agrees or accepts: "yes please", "count me in". */
  "yes",
  /** Asks what something costs, or for a discount. */
  "price",
  /** Thanks or praise, and nothing to answer. */
  "thanks",
  /** Insults and threats. */
  "abuse",
  /** Says that we texted someone else's number. */
  "wrong-number",
  /** Their phone's "Liked …". */
  "reaction",
  /** A machine wrote it: an out-of-office, a driving phone, a business. */
  "automatic",
  "other",
] as const;

export type Topic = (typeof TOPICS)[number];

/** Topics that rules recognize by words. */
export type SortedTopic = Exclude<Topic, "reaction" | "automatic" | "other">;
