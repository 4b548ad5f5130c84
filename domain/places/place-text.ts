/** "NY, US"; empty when no place is known. */
export function placeText({ region, country }: { region: string | null; country: string | null }): string {
  return [region, country].filter(Boolean).join(", ");
}
