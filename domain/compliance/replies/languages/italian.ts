import type { Language } from "#domain/compliance/replies/language";

export const italian: Language = {
  code: "it",
  sets: {
    texts: "messaggi|messaggio|sms|pubblicita|promozioni|offerte|notifiche|comunicazioni|spam|msg|messaggini|promo",
    sendMe:
      "scrivermi|scrivere|mandarmi|mandare|inviarmi|inviare|contattarmi|contattare|disturbarmi|disturbare|messaggiarmi|messaggiare|scocciare|spammare|rompere|tormentarmi",
    yours: "i|gli|le|la|questi|queste|vostri|i vostri|tutti|tutti i|questa|con i|con le|con questi|di|l invio di",
  },
  revoking: [
    "non (mi|ci) (scrivete|scriva|scrivere|scrivano|contattate|contatti|contattare|disturbate|disturbi|disturbare|messaggiate|scocciate|tormentate)",
    "non (scrivetemi|contattatemi|scrivermi|contattarmi|disturbatemi|disturbarmi|messaggiarmi|scrivetemi)",
    "non (mi|ci)? (mandate|inviate|mandare|inviare|mandatemi|inviatemi|mandarmi|inviarmi|mandi|invii) _ (piu|<texts>|niente|nulla)",
    "non (voglio|desidero|intendo|vorrei|vogliamo|gradisco) (piu)? _ (<texts>|ricevere|riceverli|essere contattato|essere contattata|niente da voi)",
    "(smettete|smettetela|smetti|smettila|smetta|smetterla|smettere|basta|finitela|finiscila|piantatela|cessate|finite) (subito)? (di|con)? (<sendMe>)",
    "(smettete|smettetela|smettila|basta|finitela|stop|fermate|bloccate|interrompete|sospendete|cessate|niente|niente piu|nessun altro|no ai|disattivate) (con)? (<yours>)? (<texts>)",
    "(cancellatemi|cancellami|cancellarmi|cancellateci|rimuovetemi|rimuovimi|rimuovermi|eliminatemi|eliminarmi|disiscrivetemi|disiscrivimi|disiscrivermi|disinscrivetemi|disinscrivermi|disiscrivere)",
    "(toglietemi|toglimi|levatemi|levami|eliminami|togliermi|toglieteci) (subito)? (da|dalla|dalle|dal|dall|via)",
    "(cancellate|cancella|cancellare|rimuovete|rimuovi|rimuovere|eliminate|elimina|eliminare|togliete|togliere) (subito)? (il|questo|i) (mio|miei)? (numero|contatto|telefono|nominativo|cellulare|dati)",
    "(lasciatemi|lasciami|lasciateci) (in pace|stare|perdere|tranquillo|tranquilla)",
    "(revoco|ritiro) (il)? (mio)? (consenso|autorizzazione)",
  ],
  revokingAlone: [
    "(basta cosi|basta|adesso basta|ora basta|ora basta cosi|basta ora|disiscrizione|disiscrivi|mai piu|non piu|niente piu)",
    "non (voglio|ne voglio) (piu)? (niente|nulla|questo)?",
    "(andate via|andate a quel paese|non disturbare|non disturbate|non scrivete piu|non scrivere piu|non rompete)",
    "(voglio|vorrei) (cancellarmi|disiscrivermi|disdire|annullare l iscrizione|essere cancellato|essere cancellata|essere rimosso|essere rimossa)",
  ],
  unsureAlone: [
    // Imperatives that no carrier publishes as a keyword: "smettila" is also said in jest.
    "(smettete|smettetela|smettila|toglietemi|toglimi|levatemi|eliminami)",
    "(fermatevi|fermati|fermare|cancellare|cancellazione|non mi serve|non mi servono|non mi serve piu|smetti|finitela|fermate|rimuovi|rimuovere|vaffanculo)",
  ],
  unsure: [
    "(annulla|annullare|annullate|disdire|disdetta|disdico|cancella|cancellare|cancellate|recesso)",
    "(disiscrizione|cancellazione|iscrizione annullata)",
    "(smettete|smettetela|smettila|finitela)",
    "(toglietemi|toglimi)",
    "non (sono)? (piu|affatto)? (interessato|interessata|interessati)",
    "non (mi)? (interessa|interessano) (piu)?",
    "numero sbagliato",
    "(avete sbagliato|sbagliato) (numero|persona)",
    "(come|dove) avete (avuto|preso|trovato) il mio numero",
    "(mai|non) (iscritto|iscritta|dato il consenso|mi sono iscritto|mi sono iscritta|mi sono mai iscritto)",
    "(troppi|basta con) (<texts>)",
    "(vi blocco|vi denuncio|vi segnalo|garante|avvocato|molestie)",
    "non (mandate|inviate|mandatemi|inviatemi|chiamatemi|mi chiamate)",
  ],
  harmless: [
    "(per ora|per adesso|per oggi|per il momento) (basta cosi|basta|bastano|e abbastanza)",
    "(basta|basta cosi) (per ora|per adesso|per oggi|per il momento)",
    "non si (disturbi|preoccupi|scomodi)",
    "non (smettete|smetta|smetti) mai",
    "non (smettete|smettetela|smetti|smettere|fermatevi|finitela) (mai)?",
    "non (mi)? (cancellatemi|cancellate|cancellarmi|rimuovetemi|rimuovete|eliminatemi|toglietemi|togliete|voglio cancellarmi|voglio disiscrivermi|voglio disdire)",
    "non (riesco|posso|voglio) (a)? (smettere|fermarmi)",
    "non (smetto|smettero|smettiamo)",
    "(quanto|mi|ci|ti) (basta|bastano)",
    "basta (che|un|una|solo|poco|cliccare|scrivere|mandare|inviare|ordinare)",
    "(senza|non) (sosta|stop)",
    "(non ho|mai) (ricevuto|avuto) (<texts>|il messaggio|nessun messaggio)",
    "(toglimi|toglietemi) (un|una|il|la|questa) (dubbio|curiosita)",
    "lasciatemi (pensare|sapere|vedere)",
    "lasciami (pensare|sapere|vedere)",
  ],
  conditions: ["(se|quando|come|perche|posso|potrei|dove|quanto|prima)"],
  reports: [
    "(marito|moglie|mamma|papa|amica|amico|sorella|fratello|lui|lei|figlia|figlio) (mi)? (ha detto|ha|dice|disse|vuole|scrive)",
  ],
  limits: [
    "(ma|pero|tranne|eccetto|solo|soltanto|fino|finche|prima|dopo)",
    "(di notte|la notte|la sera|cosi presto|cosi tardi|cosi tanti|cosi spesso|ogni giorno|tutti i giorni|la domenica|per ora|per adesso|questa settimana|riguardo|dell ordine|sull ordine)",
  ],
  fillers: [
    ..."per favore perfavore grazie adesso subito ciao salve buongiorno buonasera ok cortesemente gentilmente prego piacere mille scusate".split(
      " ",
    ),
  ],
  typed: [..."cancellatemi cancellami rimuovetemi disiscrivetemi messaggi smettete smettetela scrivetemi".split(" ")],
};
