/** `gid://shopify/Customer/12` from a type and a number. */
export function gid(type: string, id: number): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number in a gid; 0, which no record has, when it is of another type or malformed. */
export function idOf(type: string, id: string): number {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(id);
  return match?.[1] === type ? Number(match[2]) : 0;
}

export function typeOf(id: string): string {
  return /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? "";
}
