/** The sentences of a text, each with its end. */
export function sentencesIn(text: string): string[] {
  return text.match(/[^.!?\n。！？؟]+[.!?\n。！？؟]*|[.!?\n。！？؟]+/gu) ?? [];
}
