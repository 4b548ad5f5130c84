/** A day as Americans write it: "2026-11-27" is "11/27/2026". What is no day stays as it was typed. */
export function dayText(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  return year ? `${month}/${day}/${year}` : iso;
}

/** What was typed, as "2026-11-27" when it is written as a day: 11/27/2026, 1/5/26 or 2026-11-27. Else as it was typed. */
export function dayIn(text: string): string {
  const [, month = "", day = "", year = ""] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)\s*$/.exec(text) ?? [];
  if (year === "") return text.trim();
  return `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
