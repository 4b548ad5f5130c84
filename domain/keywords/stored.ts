import type { Keyword, KeywordDetails } from "./keyword.ts";

/** The columns of a keyword that are shaped differently in the code. */
export interface StoredHours {
  openDays: number[];
  opensMinute: number | null;
  closesMinute: number | null;
}

export type StoredKeyword = Omit<Keyword, "hours"> & StoredHours;

/** A row as the code knows it. Its hours are set together or not at all. */
export function keywordOf<Row extends StoredKeyword>(row: Row): Omit<Row, keyof StoredHours> & Keyword {
  const { openDays: days, opensMinute, closesMinute, ...keyword } = row;
  const hours = opensMinute === null || closesMinute === null ? null : { days, opensMinute, closesMinute };
  return { ...keyword, hours };
}

/** The columns of what a merchant wrote. */
export function columnsOfKeyword({ hours, ...details }: KeywordDetails): Omit<KeywordDetails, "hours"> & StoredHours {
  return {
    ...details,
    openDays: hours?.days ?? [],
    opensMinute: hours?.opensMinute ?? null,
    closesMinute: hours?.closesMinute ?? null,
  };
}
