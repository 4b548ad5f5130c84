import type { Words } from "../concept.ts";

export const french: Words = {
  end: "arrêt* cess* stop stoppe* desactiv* désactiv* coupez couper suspend* halte fini ça_suffit interrompre interrompez",
  leave:
    "désabonn* désinscri* désabo désengag* me_retirer me_sortir résilier_les_sms annuler_l_abonnement annulez_mon_abonnement annuler_mon_abonnement résilier_mon_abonnement",
  cancel: "annul* résili*",
  erase: "retir* enlev* supprim* effac* ôte* ote* sort* ray* radi* sortez",
  send: "envoy* écri* ecri* contact* text* message* sollicit* dérang* spamm* harcel* importun* appel* rappel*",
  texts:
    "sms textos texto messages message msg msgs pub pubs publicité* promos notifications spam spams sollicitations démarchage mms",
  no: "pas plus pu pus ne n jamais aucun aucune sans rien ni zéro",
  more: "plus pu pus davantage encore",
  want: "veux veut voulons souhaite souhaitons désire voudrais aimerais intéress* besoin accepte autorise autorisé consens jveux jveut envie",
  get: "recev* reçoi* recoi* reçu* recu* arrivé",
  me: "me m moi mon mes nous j je",
  number: "numéro num tel téléphone cell cellulaire portable mobile",
  list: "liste listes fichier fichiers base diffusion contacts",
  wrong: "mauvais faux erreur trompé trompez trompés appartient",
  isnt: "n_est_pas n_est_plus c_est_pas c_est_plus est_plus est_pas ne_suis_pas suis_pas n_appartient n_est_pu est_pu c_est_pu n_a_plus",
  imNot:
    "il_n_y_a_pas_de il_n_y_a_aucun connais_pas_de connais_pas je_ne_suis_pas suis_pas c_est_pas ce_n_est_pas ce_n_est_plus c_est_plus pas",
  email: "mail mails email emails e_mail courriel courriels",
  only: "seulement uniquement plutôt préfère préférerais juste que_par",
  join: "inscrit inscrite inscris abonné abonnée demandé donné_mon réabonn* inscrire abonner",
  angry:
    "ras_le_bol arnaque police avocat fatiguant fatigant saoulez saoule gonflez dégagez tanné tannée bloqué bloquée bloque bloquer bloquerai vous_bloque lâchez_moi lachez_moi fichez_moi foutez_moi tannez tannant harcèlement cnil signal* décéd* plainte achalez achaler écoeur* marre spam gossant sacrez_moi",
  keep: "manquer rater adore aime continuez oubliez perdre",
  order:
    "commande* rendez_vous rdv réservation colis livraison boîte box coffret article* produit* taille* retour remboursement échange facture achat panier pointure consultation suivi bougie tasse tache parfum rue collection vente",
  ask: "comment pourquoi quand est_ce si puis_je peut_on où combien",
};
