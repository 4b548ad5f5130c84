import type { LabelledReplies } from "../labelled.ts";

export const italian: LabelledReplies = {
  optOut: [
    "mi avete stufato",
    "levatemi da qui",
    "questo numero non è piu di Paolo",
    "come mi disiscrivo",
    "nessun consenso dato",
    "nn mi interessa",
    "finitela con sti messaggi",
    "vi denuncio",
  ],
  harmless: [
    "posso cambiare taglia",
    "quando arriva",
    "devo disdire l'appuntamento",
    "grazie gentilissimi",
    "togliete il cappello dall'ordine",
  ],
  start: ["iscrivetemi"],
  help: [],
};
