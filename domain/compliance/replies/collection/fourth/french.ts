import type { LabelledReplies } from "../labelled.ts";

export const french: LabelledReplies = {
  optOut: [
    "arretez dmecrire",
    "jen ai marre de vos sms",
    "sortez moi de la liste",
    "pas interesser",
    "jveux pas de ca",
    "ce numéro n'est plus à Sylvie",
    "comment se désinscrire",
    "vous écrivez trop souvent",
  ],
  harmless: [
    "je peux échanger la robe",
    "colis jamais recu",
    "vous fermez à quelle heure",
    "merci bcp",
    "supprimez l'article rouge de ma commande",
  ],
  start: ["inscrivez moi"],
  help: [],
};
