/** Who it was, as the person who looks at the screen reads it. Not every store tells its users' names. */
export function nameOf({ id, name }: { id: string; name: string | null }, ownId: string): string {
  return id === ownId ? "You" : (name ?? "A colleague");
}

/** The same within a sentence. */
export function inSentence(name: string): string {
  return name === "You" ? "you" : name === "A colleague" ? "a colleague" : name;
}
