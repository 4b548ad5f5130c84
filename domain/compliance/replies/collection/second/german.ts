import type { LabelledReplies } from "../labelled.ts";

export const german: LabelledReplies = {
  optOut: [
    "keine Nachrichten mehr bitte",
    "raus aus dem Verteiler",
    "meine Nummer bitte entfernen, danke",
    "Ihr nervt, lasst das",
    "hab nie zugestimmt",
    "Das ist die falsche Nummer, hier wohnt kein Peter",
    "lieber per Mail statt SMS",
    "bitte in Zukunft keine sms",
    "i wü nix mehr von eich",
    "hört auf zu schreiben",
    "wie melde ich mich ab?",
    "Abo der SMS beenden",
    "STOP\nMfG\nHans Meier",
  ],
  harmless: [
    "kann ich den Artikel zurückschicken?",
    "Termin bitte verschieben",
    "Hat „Nur heute: 30 %. STOPP zum Abmelden“ geliebt",
    "😂 zu „Neue Kerzen. Mit STOPP abmelden“",
    "Danke für Ihre Nachricht, unser Büro ist geschlossen, wir melden uns.",
    "wie lange dauert der Versand",
    "nicht schlecht, nehm ich",
    "gibts das noch in rot",
    "Rechnung fehlt im Paket",
  ],
  start: ["bitte nehmt mich in den Verteiler auf"],
  help: [],
};
