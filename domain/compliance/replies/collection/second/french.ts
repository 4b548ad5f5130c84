import type { LabelledReplies } from "../labelled.ts";

export const french: LabelledReplies = {
  optOut: [
    "stop a vos messages",
    "jveux plus rien recevoir",
    "enlevez-moi de d'là",
    "Veuillez supprimer mon numéro de vos fichiers",
    "pas intéressée, arrêtez svp",
    "vous vous trompez de numéro",
    "Ce numéro n'appartient plus à Luc",
    "envoyez-moi des courriels plutôt, pas de sms",
    "j'ai jamais donné mon accord",
    "vous me tannez avec vos textos",
    "comment on arrête ça",
    "désabonnez moi merci",
    "cessez ces pubs",
  ],
  harmless: [
    "je veux annuler mon rdv",
    "A ri de « Dernier jour : STOP pour se désabonner »",
    "👍 à « Nouvelle collection. Répondez STOP »",
    "Absente jusqu'au 5, en cas d'urgence contactez Marie",
    "le colis n'est pas arrivé",
    "vous fermez à quelle heure",
    "la taille est trop petite je peux échanger?",
    "pas mal du tout merci",
    "c'est combien la livraison",
  ],
  start: ["inscrivez-moi svp"],
  help: [],
};
