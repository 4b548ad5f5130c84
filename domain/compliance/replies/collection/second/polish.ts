import type { LabelledReplies } from "../labelled.ts";

export const polish: LabelledReplies = {
  optOut: [
    "nie chce tych smsow",
    "usuncie mnie z bazy",
    "to pomyłka, nie jestem Anna",
    "proszę nie dzwonić i nie pisać",
    "wole email, bez smsow",
    "nie wyrażałem zgody",
    "dość tego spamu",
    "jak to wyłączyć",
    "prosze zaprzestac wysylania",
    "wypisuje się",
    "nie życzę sobie reklam",
    "zablokuje was",
  ],
  harmless: [
    "chcę zwrócić produkt",
    "przełóżcie wizytę na piątek",
    "Uwielbia „Ostatni dzień. Wyślij STOP”",
    "👍 na „Nowości. Odpisz STOP, aby zrezygnować”",
    "Dziękujemy za wiadomość, biuro jest zamknięte, odpowiemy w poniedziałek",
    "paczka nie doszła",
    "jest niebieski?",
    "do której otwarte",
    "śliczna świeczka",
  ],
  start: ["zapiszcie mnie na listę"],
  help: [],
};
