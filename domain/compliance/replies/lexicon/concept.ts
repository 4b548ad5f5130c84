/** What a word has to do with getting texts. */
export const CONCEPTS = [
  /** To end something: stop, quit, turn off. */
  "end",
  /** To leave a list, by itself: unsubscribe, opt out. */
  "leave",
  /** To cancel: a subscription to texts, or an order. */
  "cancel",
  /** To take somebody or something away. */
  "erase",
  /** To write or send. */
  "send",
  "texts",
  /** Not, never, without. */
  "no",
  /** Any more, again. */
  "more",
  /** To want or agree. */
  "want",
  /** To get. */
  "get",
  "me",
  "number",
  "list",
  /** Wrong, mistaken. */
  "wrong",
  /** "is not", "is no longer", "I am not": what a number or a person is not. */
  "isnt",
  /** "I am not", before a name. */
  "imNot",
  "email",
  /** Only, rather. */
  "only",
  /** To join, or to have joined. */
  "join",
  /** Anger or loss that ends with no more texts: leave me alone, blocked, spam, deceased. */
  "angry",
  /** What else can be cancelled, stopped or wrong: an order, an appointment. */
  "order",
  /** What shops sell: as good as an order, unless the sentence speaks of texts: "no shirt ads". */
  "goods",
  /** To miss, love or go on with: what is said of texts that are wanted. */
  "keep",
  /** What one asks with: how, can I, why. */
  "ask",
  /** Too many, tired of. */
  "enough",
  /** "Who gave you", "where did you get": asked of a number. */
  "source",
  /** "I am", before a name that "not" follows: "ik ben Jan niet". */
  "iAm",
  /** What is said of things that please: "stop, that is so cute". */
  "praise",
] as const;

export type Concept = (typeof CONCEPTS)[number];

/**
 * The words of one language by what they have to do with texts. Separated by blanks, written as people write them.
 * "a_b" is a run of words, "abc*" any word that begins so.
 */
export type Words = Partial<Record<Concept, string>>;
