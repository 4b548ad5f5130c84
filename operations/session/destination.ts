/** Where a login leads: a page of the panel; never another site's. */
export function destinationIn(request: Request): string {
  const to = new URL(request.url).searchParams.get("to") ?? "";
  // Printable ASCII only: it becomes a header.
  return /^\/operations(?:[/?][\x21-\x7e]*)?$/.test(to) && !to.includes("\\") ? to : "/operations";
}
