/** Markup that is safe to put into a page as it stands. */
export interface Markup {
  markup: string;
}

type Piece = Markup | string | number | null | undefined | false | Piece[];

/** Template tag: every value is escaped unless it is markup made by this tag or by `raw`. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  return { markup: strings.reduce((text, string, index) => text + render(values[index - 1]) + string) };
}

export function raw(markup: string): Markup {
  return { markup };
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (Array.isArray(piece)) return piece.map(render).join("");
  if (typeof piece === "object") return piece.markup;
  return escapeText(String(piece));
}

function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
