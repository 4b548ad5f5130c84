import type { LabelledReplies } from "../labelled.ts";

export const german: LabelledReplies = {
  optOut: [
    "könnt ihr das mal lassen",
    "ich will das nicht mehr",
    "sie haben die falsche person",
    "bitte von der liste streichen",
    "hab mich nie angemeldet",
    "zu viele nachrichten",
    "nix mehr schicken",
    "bitte nur per email",
  ],
  harmless: [
    "paket kam kaputt an",
    "ist die vase noch da",
    "ich muss den termin absagen",
    "bestellung doppelt, bitte eine löschen",
    "dankeee",
  ],
  start: ["nehmt mich auf"],
  help: [],
};
