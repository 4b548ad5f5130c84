import type { TopicRules } from "#domain/conversations/topics/rules";

export const italian: TopicRules = {
  sets: {
    goods: "ordine|ordini|pacco|pacchi|spedizione|consegna|acquisto|reso|rimborso|articolo|fattura",
    came: "arrivato|arrivata|arrivati|arriva|ricevuto|ricevuta|consegnato|spedito|partito|ricevuti",
  },
  phrases: {
    "order-question": [
      "(mio|mia|miei|nostro|il mio|la mia|il|del mio|dell|l) (<goods>)",
      "(dov|dove|quando|a che punto) (e|sta|si trova|arriva|viene|spedite|sara)? _ (<goods>|<came>|consegnato)",
      "(non|ancora|mai|nulla) (e|ho|ancora|mi|l ho|sono|e ancora|abbiamo)~ (<came>)",
      "(restituire|reso|rimbors*|tracking|tracciamento|tracciare|cambiare taglia|cambiare il|cambiare la|cambio taglia|annullare|sostituzione|sostituire)",
      "(rotto|rotta|rotti|danneggiat*|difettos*|spaccat*|strappat*)",
      "(taglia|colore|articolo|prodotto|indirizzo) (sbagliat*|errat*)",
      "(troppo) (piccol*|grand*|strett*|larg*)",
      "(ho) (ordinato|comprato|acquistato)",
      "(modificare|cambiare|correggere) (l|il mio|indirizzo) (indirizzo)?",
      "(manca|mancano) (un|una|il|la|due|qualcosa|ancora)?",
      "ordine (numero|n|1*|2*|3*|4*|5*|6*|7*|8*|9*)",
    ],
    yes: [
      "(si|ok|okay|certo|certamente|volentieri|assolutamente|sicuro|sicuramente|esatto|perfetto si|accetto|daccordo)",
      "(va bene|va benissimo|d accordo|ci sto|ci sono|mi interessa|lo voglio|la voglio|lo prendo|la prendo|mi piacerebbe|perche no|ne prendo|con piacere)",
    ],
    price: [
      "(quanto) (costa|costano|viene|vengono|e|costerebbe|sarebbe|pago|costava)",
      "(prezz*|sconto|sconti|scontat*|promo*|offerta|offerte|coupon|buono sconto|saldi|costi|economic*|codice)",
      "(spedizione|consegna) (gratis|gratuita|costa)",
      "spese di spedizione",
    ],
    thanks: [
      "(grazie|ringrazi*|grz|grazieee)",
      "(perfetto|ottimo|bellissim*|fantastic*|stupend*|meraviglios*|bravissim*|siete i migliori|adoro|gentilissim*|splendid*|eccellente)",
    ],
    abuse: [
      "(vaffanculo|stronz*|coglion*|bastard*|truffator*|ladr*|merde|merda|imbecill*|idiot*|cretin*|deficient*|figli di puttana|puttan*|pezz* di merda|schifos*|farabutt*)",
      "(andate|vai|vada|va) (a|al) (quel paese|cagare|fanculo|diavolo)",
      "(fottiti|fottetevi|crepa|crepate)",
    ],
    "wrong-number": [
      "(sbagliato|sbagliate|sbaglia|errato|numero) (il)? (numero|persona|sbagliato|errato)",
      "(chi) (e|sei|siete|parla|scrive)",
      "non (sono|e) (io|il numero|lei|lui|questa|quella|la persona|il suo|la signora|il signor)",
      "non (conosco|la conosco|vi conosco|lo conosco)",
      "(qualcun|qualcuno) (altro|altra)",
    ],
  },
  harmless: ["no grazie", "grazie (ma no|lo stesso)"],
  notYes: ["(ok|va bene) (perfetto)? grazie", "si (ma|pero|puo|trova)"],
};
