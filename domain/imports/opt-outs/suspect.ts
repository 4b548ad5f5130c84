import { saysNo } from "#domain/imports/reading/read-cells";

/** Parts of names under which products keep opt-outs, in several languages; compared without case, blanks and punctuation. */
const NAME =
  /optout|optedout|unsub|donot(?:text|sms|contact|call|message)|^(?:dnd|dnc)|suppress|black?list|blocklist|^blocked|^stop|revoke|withdraw|abgemeldet|abmeld|abbestell|widerruf|desinscri|desabonn|debaja|^baja|cancelad|disiscri|cancellat|uitgeschreven|afgemeld|avregistr|avmeld|frameld|descadastr|wypisan|odhlas|отпис|配信停止|退订/;

/** True when a column's name tells of opt-outs. */
export function isNamedForOptOuts(name: string): boolean {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return NAME.test(plain);
}

/**
 * The columns that look as if they held opt-outs, by their name or by what stands in the first lines: all that is known before a
 * dry run. The merchant is warned of those that are not mapped: everyone in them would come in as subscribed.
 */
export function suspectOptOuts(columns: string[], rows: string[][]): number[] {
  return columns.flatMap((name, at) =>
    isNamedForOptOuts(name) || rows.some((row) => saysNo((row[at] ?? "").trim())) ? [at] : [],
  );
}
