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
 * Written without reading the rules, and measured before they were changed: 156 of 183 opt-outs (85.2 %) caught or held,
 * 59 of them at once, none wrongly; 10 of 135 others (7.4 %) held.
 */
export const third: Record<string, LabelledReplies> = {
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
