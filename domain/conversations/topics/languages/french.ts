import type { TopicRules } from "#domain/conversations/topics/rules";

export const french: TopicRules = {
  sets: {
    goods: "commande|commandes|colis|livraison|paquet|achat|article|retour|remboursement|facture",
    came: "recu|recue|recus|arrive|arrivee|arrives|livre|livree|expedie|expediee|envoye|envoyee",
  },
  phrases: {
    "order-question": [
      "(ma|mon|mes|notre|la|le|du|de ma|de mon) (<goods>)",
      "(ou|quand|quel jour) (est|en est|sera|arrive|arrivera|vais je|va|serai) _ (<goods>|<came>|recevoir|arriver|livre)?",
      "(pas|rien|jamais|toujours pas) (encore)? (<came>|ete)",
      "(suivi|rembours*|echanger|echange|renvoyer|retourner|numero de suivi|expedition)",
      "(faire|effectuer|demander) un (retour|echange)",
      "(casse|cassee|abime|abimee|endommage*|defectueu*|dechire*)",
      "mauvais* (taille|article|adresse|couleur|produit|modele)",
      "(trop) (petit|petite|grand|grande|serre|large)",
      "(annuler|modifier|changer) (ma|la|mon|l adresse|cette|une)",
      "(j ai|nous avons|jai) (deja)? (commande|achete)",
      "commande (1*|2*|3*|4*|5*|6*|7*|8*|9*|numero|no)",
      "il manque",
    ],
    yes: [
      "(oui|ouais|ok|okay|volontiers|absolument|carrement|evidemment|certainement)",
      "(d accord|bien sur|avec plaisir|pourquoi pas|ca marche|c est bon|je veux bien|je suis partant*|je prends|ca me va|ca m interesse|allez y|bien entendu|je suis interesse*)",
    ],
    price: [
      "(combien|prix|tarif*|promo*|remise*|reduction*|solde*|rabais|coupon*|cher|chere|moins cher)",
      "code (promo|reduction|ne|marche|fonctionne)",
      "(frais de port|frais de livraison|livraison gratuite|livraison offerte|port offert)",
    ],
    thanks: [
      "(merci|remercie|remerciements|mercii)",
      "(parfait|parfaite|genial|geniale|magnifique|nickel|adorable*|impeccable)",
      "super (merci|service|produit)",
      "(j adore|je l adore|j aime beaucoup|vous etes au top|bravo|tres contente|tres content|ravie|ravi)",
    ],
    abuse: [
      "(connard*|connasse*|salaud*|salope*|escroc*|voleur*|encul*|batard*|abruti*|cretin*|imbecile*|ordure*|merde|pute|putain de|fdp|ntm|tg|bande de)",
      "(va|allez|aller) (te|vous) (faire) (foutre|voir|enculer|mettre)",
      "(ferme|fermez) (ta|la|vos) (gueule|gueules)",
      "(nique|niquez) (ta|vos|toi) _",
    ],
    "wrong-number": [
      "(mauvais|faux) (numero|destinataire)",
      "(trompe|trompez|trompes|tromper|erreur) (de)? (numero|personne|destinataire|s)?",
      "qui (etes vous|es tu|est ce|est la)",
      "(c est) qui",
      "(ce n est|c est|n est) pas (le|mon|son|la) (numero|bon numero|bonne personne|telephone|portable)",
      "(je ne|je|ne) (vous)? (connais|connait) (pas|personne)",
      "(pas|plus) le (bon)? (numero|telephone) (de)?",
      "(je ne|je) suis pas (la|le|monsieur|madame|cette|celle|celui) _",
    ],
  },
  harmless: ["non merci", "merci (mais non|non)"],
  notYes: ["(ok|d accord) (c est bon)? merci", "(oui) mais"],
};
