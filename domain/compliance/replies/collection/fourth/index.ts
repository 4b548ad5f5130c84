import type { LabelledReplies } from "../labelled.ts";
import { arabic } from "./arabic.ts";
import { bulgarian } from "./bulgarian.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { japanese } from "./japanese.ts";
import { polish } from "./polish.ts";
import { portuguese } from "./portuguese.ts";
import { russian } from "./russian.ts";
import { spanish } from "./spanish.ts";

/**
 * Written right after the third set and before the lexicon was read or changed. The rules as they stood caught or held 74 of
 * its 98 opt-outs (75.5 %), 17 at once, none wrongly, and held 3 of 73 others (4.1 %). When the lexicon had learnt from the
 * third set it was read for the first time: 89 of 98 (90.8 %), 16 at once, none wrongly, 3 of 73 others held.
 */
export const fourth: Record<string, LabelledReplies> = {
  english,
  spanish,
  french,
  german,
  italian,
  portuguese,
  dutch,
  polish,
  russian,
  bulgarian,
  arabic,
  japanese,
};
