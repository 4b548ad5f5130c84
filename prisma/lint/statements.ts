/**
 * The statements of an SQL script, without comments and with strings and function bodies emptied: enough to recognize
 * what each does. White space is single blanks and words are upper case, but for quoted names.
 */
export function statementsOf(script: string): string[] {
  const bare = script.replaceAll(TOKEN, (token) => {
    if (token.startsWith("--") || token.startsWith("/*")) return " ";
    if (token.startsWith('"')) return token;
    return token.startsWith("'") || token.startsWith("E'") ? "''" : "$$$$";
  });
  return bare
    .split(";")
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter((text) => text !== "");
}

/** Comments, quoted names, strings and dollar-quoted bodies, whichever begins first. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|E'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g;
