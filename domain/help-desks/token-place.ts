/** Names the cell that a secret of a help desk is sealed for: moved elsewhere, it does not open. */
export function tokenPlace(shopId: string, deskId: string, what: "token" | "secret"): string {
  return `help-desk/${shopId}/${deskId}/${what}`;
}
