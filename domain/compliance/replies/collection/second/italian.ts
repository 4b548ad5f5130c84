import type { LabelledReplies } from "../labelled.ts";

export const italian: LabelledReplies = {
  optOut: [
    "non mandatemi più sms",
    "basta pubblicita per favore",
    "toglietemi il numero",
    "avete il numero sbagliato",
    "qui non c'è nessun Marco",
    "solo email grazie",
    "non ho mai dato il consenso",
    "mi avete stufato",
    "come si fa a non ricevere più questi messaggi",
    "cancellate il mio numero",
    "smettila di scrivere",
    "vorrei non ricevere altre promozioni",
    "vi denuncio al garante",
  ],
  harmless: [
    "annullate l'ordine 334",
    "sposto l'appuntamento a giovedì",
    "Ha riso per “Ultimo giorno. Rispondi STOP per cancellarti”",
    "👍 a “Novità in negozio. STOP per uscire”",
    "Siamo chiusi, grazie per averci contattato, risponderemo lunedì",
    "non ho ricevuto il pacco",
    "quanto è alto il vaso",
    "bellissima la candela",
    "posso fare un reso?",
  ],
  start: ["iscrivetemi"],
  help: [],
};
