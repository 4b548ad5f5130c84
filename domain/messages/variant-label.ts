/** What a message keeps of its variant (messages.variant). */
export interface VariantLabel {
  /** The test (test-key.ts). */
  key: string;
  /** Of the variant. */
  id: string;
  /** Given because it had won, not by chance: the statistics leave these people out. */
  isWinner: boolean;
}

const WINNER = "winner";

export function labelText({ key, id, isWinner }: VariantLabel): string {
  return isWinner ? `${key}.${id}.${WINNER}` : `${key}.${id}`;
}

/** Null for anything else. */
export function readLabel(text: string | null): VariantLabel | null {
  const [key, id, mark] = text?.split(".") ?? [];
  return key && id ? { key, id, isWinner: mark === WINNER } : null;
}
