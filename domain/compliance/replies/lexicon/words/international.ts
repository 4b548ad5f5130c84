import type { Words } from "#domain/compliance/replies/lexicon/concept";

/** Words that people use in any language. */
export const international: Words = {
  end: "stop stopp",
  leave: "unsubscribe unsub optout opt_out",
  texts: "sms texts msgs promos spam",
  email: "email mail",
};
