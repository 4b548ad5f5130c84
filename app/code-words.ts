import type { Provider } from "#domain/messages/delivery/provider";
import type { CodeWords } from "#domain/messages/explain/describe-reason";

/** What the configured providers say of an error code, for the sentences that explain failures. */
export function codeWords(providers: Record<string, Provider>): CodeWords {
  // One provider so far; a second one's codes must be told apart by the text's own provider.
  const [provider] = Object.values(providers);
  return (code) => provider?.explain(code).words ?? null;
}
