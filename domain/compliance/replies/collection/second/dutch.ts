import type { LabelledReplies } from "../labelled.ts";

export const dutch: LabelledReplies = {
  optOut: [
    "geen sms meer sturen",
    "haal mijn nummer weg",
    "fout nummer",
    "hier woont geen Piet",
    "mail me maar, niet smsen",
    "nooit toestemming gegeven",
    "stop met die reclame",
    "ik wil niks meer van jullie horen",
    "hoe kom ik van deze berichten af",
    "schrijf mij uit aub",
    "hou hiermee op",
    "jullie worden geblokkeerd",
  ],
  harmless: [
    "kan ik mijn pakket ruilen",
    "afspraak verzetten naar vrijdag?",
    "Vond ‘Laatste dag. Stuur STOP om af te melden’ geweldig",
    "😂 op “Nieuw binnen. STOP om te stoppen”",
    "Bedankt voor je bericht, we zijn gesloten en reageren maandag",
    "pakket niet ontvangen",
    "hebben jullie ook blauw",
    "lekker kaarsje",
    "hoe laat gaan jullie dicht",
  ],
  start: ["schrijf me in"],
  help: [],
};
