/** A step's sentence in quotation marks. Those inside it are left out: “Text Hello”, not “Text “Hello””. */
export function quoted(sentence: string): string {
  return `“${sentence.replaceAll(/[“”]/g, "")}”`;
}
