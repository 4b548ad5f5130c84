import type { LabelledReplies } from "../labelled.ts";

export const dutch: LabelledReplies = {
  optOut: [
    "hou op met appen",
    "ik wil eraf",
    "niet meer doen aub",
    "schei uit",
    "dit is niet de telefoon van Kees",
    "ik krijg veel te veel sms",
    "nooit om gevraagd",
    "ik blokkeer jullie",
  ],
  harmless: [
    "kan ik ophalen in de winkel",
    "ik wil mijn afspraak afzeggen",
    "verkeerde kleur",
    "dank u wel",
    "haal de sokken uit mijn bestelling",
  ],
  start: ["zet me op de lijst"],
  help: [],
};
