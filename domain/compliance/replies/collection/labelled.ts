/** Replies of one language as people text them, by what they mean. Written without looking at the rules. */
export interface LabelledReplies {
  /** No more texts are wanted. */
  optOut: string[];
  /** About something else: an order, an appointment, thanks, a reaction, an automatic answer. */
  harmless: string[];
  /** Asks to get texts, or to get them again. */
  start: string[];
  /** Asks for help. */
  help: string[];
}
