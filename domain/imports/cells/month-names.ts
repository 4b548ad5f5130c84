const LANGUAGES = "en de fr es it pt nl sv da nb fi pl cs hu ro tr ru uk el".split(" ");
/** Words beside the numbers of a date that change nothing about it. */
const FILLERS = "de of the at del den der dem um uhr kl klo le el d o a la h th st nd rd er".split(" ");

let monthsOnce: ReadonlyMap<string, number> | undefined;
let fillersOnce: ReadonlySet<string> | undefined;

/** 1 for January, in whatever usual language, whole or shortened; null for no month. */
export function monthNamed(word: string): number | null {
  monthsOnce ??= namedMonths();
  return monthsOnce.get(toPlainWord(word)) ?? null;
}

/** A weekday, or a word such as "de" and "at". */
export function isFiller(word: string): boolean {
  fillersOnce ??= new Set([...FILLERS, ...namesOf((day) => ({ weekday: day }), 7)]);
  return fillersOnce.has(toPlainWord(word));
}

function namedMonths(): Map<string, number> {
  const months = new Map<string, number>();
  const unclear = new Set<string>();
  for (let month = 1; month <= 12; month += 1)
    for (const name of monthNames(month)) {
      if ((months.get(name) ?? month) !== month) unclear.add(name);
      months.set(name, month);
    }
  for (const name of unclear) months.delete(name);
  months.set("sept", 9);
  return months;
}

function monthNames(month: number): Set<string> {
  const date = new Date(Date.UTC(2024, month - 1, 15));
  return textsOf(date, [
    { month: "long" },
    { month: "short" },
    { month: "long", day: "numeric" },
    { month: "short", day: "numeric" },
  ]);
}

function namesOf(form: (width: "long" | "short") => Intl.DateTimeFormatOptions, days: number): string[] {
  return Array.from({ length: days }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day))).flatMap((date) => [
    ...textsOf(date, [form("long"), form("short")]),
  ]);
}

/** The words in which the languages write a date's part, as in a list and as beside a day. */
function textsOf(date: Date, forms: Intl.DateTimeFormatOptions[]): Set<string> {
  const found = LANGUAGES.flatMap((language) =>
    forms.flatMap((form) =>
      new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" })
        .formatToParts(date)
        .filter(({ type }) => type === "month" || type === "weekday")
        .map(({ value }) => toPlainWord(value)),
    ),
  );
  return new Set(found.filter((name) => /\p{L}{2}/u.test(name)));
}

function toPlainWord(word: string): string {
  return word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
}
