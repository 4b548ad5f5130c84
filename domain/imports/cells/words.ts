/** Words for nothing: what programs write into a cell that holds no value. */
const NOTHING = new Set(
  ". - _ ? * na null none nil nan undefined unknown empty blank missing notset notapplicable notavailable keine leer aucun ninguno nessuno geen brak".split(
    " ",
  ),
);
const ZEROS = /^0*(?:[-/.]0+){2}(?:[T ]0+:0+(?::0+)?(?:\.0+)?Z?)?$|^0+:0+(?::0+)?$/i;

const TRUE = wordSet(`
yes y true t 1 on x checked check marked set ja j wahr oui o vrai si s verdadero vero sim verdadeiro waar da tak prawda ano pravda
kylla evet igen igaz nai jah taip はい 是 有 예 네 да истина כן نعم ✓ ✔ ☑ ✅ ● ticked selected active`);
const FALSE = wordSet(`
no n false f 0 off unchecked unset nein falsch non faux falso nao onwaar nee nej nei nie falsz ne nepravda ei hayir yanlis nem hamis
ochi nu нет ложь いいえ 否 无 아니요 לא لا ☐ ✗ ✘ ❌ x̶`);

/** True for an empty cell, and for one that says in words that it is empty. */
export function isNothing(cell: string): boolean {
  const text = cell.trim();
  // Nearly all cells that hold something begin so: a date, a number.
  if (/^[1-9+]/.test(text)) return false;
  return (
    text === "" ||
    /^[-–—_.?*\s]+$/.test(text) ||
    ZEROS.test(text) ||
    (!text.includes("?") && NOTHING.has(plainWord(text)))
  );
}

/** What a box that is ticked or not says; null when it is no such word. */
export function readBoolean(cell: string): boolean | null {
  const word = plainWord(cell.trim().replace(/^([01])\.0+$/, "$1"));
  return TRUE.has(word) ? true : FALSE.has(word) ? false : null;
}

/** Letters, digits and ticks, without case, accents and punctuation. */
export function plainWord(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/[^\p{L}\p{N}\p{So}\u2713\u2714]/gu, "");
}

function wordSet(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/).map(plainWord));
}
