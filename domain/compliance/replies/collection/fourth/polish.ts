import type { LabelledReplies } from "../labelled.ts";

export const polish: LabelledReplies = {
  optOut: [
    "odczepcie sie",
    "nie wysylajcie mi nic",
    "jak sie wypisac",
    "wykreslcie mnie z listy",
    "to juz nie jest numer Marka",
    "nie potrzebuje",
    "blokuje was",
    "mam dosyc",
  ],
  harmless: [
    "kiedy bedzie paczka",
    "odwołuję wizytę",
    "zły rozmiar, wymiana?",
    "dziękuję bardzo",
    "usuńcie czapkę z zamówienia",
  ],
  start: ["zapiszcie mnie"],
  help: [],
};
