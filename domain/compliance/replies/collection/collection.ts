/** Replies as shoppers write them, each with what Cartbell must make of it. Collected by hand; not read by native speakers of all. */
export interface Collection {
  /** Nobody could take them for anything but a revocation: opt-outs at once. */
  optOuts: string[];
  /** Revocations that are not clear, or may be: a person reads them. Never lost, never a STOP. */
  unsure: string[];
  /** Talk. Never lost: it reaches the conversation and changes nothing. */
  harmless: string[];
}
