/**
 * What is known of the provider with this name. Without one (the shop has no number yet, or its provider is not configured any
 * more) the first configured provider's, which a new number would come from.
 */
export function factsOf<Facts>(providers: Record<string, Facts>, name: string | null | undefined): Facts {
  const named = name != null && Object.hasOwn(providers, name) ? providers[name] : undefined;
  const facts = named ?? Object.values(providers)[0];
  if (!facts) throw new Error("No SMS provider is configured.");
  return facts;
}
