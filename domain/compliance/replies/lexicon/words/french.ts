import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const french: Words = {
  end: "arrêt* cess* stop stoppe* desactiv* désactiv* coupez couper suspend* halte fini ça_suffit interrompre interrompez",
  leave:
    "désabonn* désinscri* désabo désengag* me_retirer me_sortir résilier_les_sms annuler_l_abonnement annulez_mon_abonnement annuler_mon_abonnement résilier_mon_abonnement me_désabonner désabonement desabon* desinscri* désinscription désincri* comment_sortir comment_arrêter stoper",
  cancel: "annul* résili*",
  erase:
    "retir* enlev* supprim* effac* ôte* ote* sort* ray* radi* sortez enlèv* ôtez oter ôter sortir rayez effacez suprim* dégager virez vire",
  send: "envoy* écri* ecri* contact* text* message* sollicit* dérang* spamm* harcel* importun* appel* rappel* mecri* menvoy* dmecri* dmenvoy* texter textez spammer écriv* ecriv* écrir* écris* relanc*",
  texts:
    "sms textos texto messages message msg msgs pub pubs publicité* promos notifications spam spams sollicitations démarchage mms txto txtos txt txts mess méssage publi promotion* réclame réclames messages_textes",
  no: "pas plus pu pus ne n jamais aucun aucune sans rien ni zéro plu nan jamai ss non aucuns aucunes",
  more: "plus pu pus davantage",
  want: "veux veut voulons souhaite souhaitons désire voudrais aimerais intéress* besoin accepte autorise autorisé consens jveux jveut envie veu vx vveux jveu jvx voulu intéressé intéresser intéressée interessé intérêt consenti consentement autorisation",
  get: "recev* reçoi* recoi* reçu* recu* arrivé",
  me: "me m moi mon mes nous j je",
  number: "numéro num tel téléphone cell cellulaire portable mobile nos_cell cellul* tél numero nº",
  list: "liste listes fichier fichiers base diffusion contacts",
  wrong: "mauvais faux erreur trompé trompez trompés appartient",
  isnt: "n_est_pas n_est_plus c_est_pas c_est_plus est_plus est_pas ne_suis_pas suis_pas n_appartient n_est_pu est_pu c_est_pu n_a_plus",
  imNot:
    "il_n_y_a_pas_de il_n_y_a_aucun connais_pas_de connais_pas je_ne_suis_pas suis_pas c_est_pas ce_n_est_pas ce_n_est_plus c_est_plus pas",
  email: "mail mails email emails e_mail courriel courriels",
  only: "seulement uniquement plutôt préfère préférerais juste que_par",
  join: "inscrit inscrite inscris abonné abonnée demandé donné_mon réabonn* inscrire abonner",
  angry:
    "ras_le_bol arnaque police avocat fatiguant fatigant saoulez saoule gonflez dégagez tanné tannée bloqué bloquée bloque bloquer bloquerai vous_bloque lâchez_moi lachez_moi fichez_moi foutez_moi tannez tannant harcèlement cnil signal* décéd* plainte achalez achaler écoeur* marre spam gossant sacrez_moi lâche_moi lache_moi laissez_moi laisse_moi la_paix_svp fous_moi foutre_la_paix crisse* criss calice décâlisse* décaliss* décriss* cassez_vous barrez_vous casser_les_pieds les_couilles fait_chier faites_chier faite_chier énerve* agaç* pénible pénibles insupportable* trompez_de trompé_de tromper_de trompe_de mauvaise_personne pas_la_bonne_personne pas_le_bon_numéro pas_le_bon_num pas_bon_numéro bon_numéro pas_le_bon_tel porter_plainte porte_plainte dénonc* je_vous_bloque vais_bloquer vais_vous_bloquer je_bloque je_connais_pas connais_pas_votre pas_client plus_client plus_cliente pas_cliente jamais_donné jamais_demandé jamais_autorisé jamais_accepté décès changé_de_numéro déménagé vendu_mon_cell vendu_ce vendu_mon_téléphone crtc pas_intéressé pas_intéressée pas_intéresser pas_intéressés pas_interesse veux_pas_de_ça jveux_pas jveu_pas veux_pas_ça voulais_pas_ça ça_m_intéresse_pas m_intéresse_pas pas_besoin_merci ça_suffit ça_va_faire pas_cette_personne pas_la_personne je_vous_ai_dit_d je_vous_ai_demandé déjà_demandé pas_envie_de_ça pas_envie_de_vos",
  keep: "manquer rater adore aime continuez oubliez perdre",
  order:
    "commande* rendez_vous rdv réservation colis livraison boîte box coffret article* produit* taille* retour remboursement échange facture achat panier pointure consultation suivi bougie tasse tache parfum rue collection vente robe couleur chapeau chaussure* rouge bleu noir finit_par le_nouveau mon_nouveau_numéro se_termine_par nouveau_numéro_est",
  ask: "comment pourquoi quand est_ce si puis_je peut_on où combien",
  enough: "trop tellement sans_arrêt tout_le_temps tous_les_jours fatigué_de fatiguée_de marre_de constamment assez_de",
  source:
    "qui_vous_a_donné qui_t_a_donné où_avez_vous comment_avez_vous comment_vous_avez d_où_vous_avez d_où_vient où_vous_avez d_où_tenez qui_a_donné comment_t_as vous_avez_eu_mon vous_avez_pris_mon pourquoi_vous_avez_mon",
  praise: "drôle beau belle mignon mignonne magnifique génial super sublime",
};
