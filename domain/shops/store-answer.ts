/** Why a store platform did not answer. no-token: the store must open the app again. refused: asking again changes nothing. */
export type StoreTrouble = "no-token" | "unavailable" | "refused";

/** What a store platform's API answered, or why it did not. */
export type StoreAnswer<Answer> =
  /** restMs: how long to leave the store alone before the next call, in real milliseconds, to keep within its limits. */
  { kind: "answer"; answer: Answer; restMs: number } | { kind: "trouble"; trouble: StoreTrouble; detail: string };
