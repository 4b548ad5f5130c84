/**
 * What people write who want no more texts and do not say so in plain words. Phrases in the notation of language.ts.
 * None is clear: the reply is held for a person.
 */
export interface Complaints {
  /** "Forget my number." */
  forget: string[];
  /** To report, to sue, to block; "this is illegal". */
  threats: string[];
  /** Had enough, annoyed, not interested, wants peace. */
  weary: string[];
  /** Never signed up or agreed. */
  unasked: string[];
  /** The number belongs to somebody else, or the person does not know the shop. */
  strangers: string[];
  /** Has asked before; asks how it can be ended. */
  saidBefore: string[];
}
