import type { Words } from "../concept.ts";

export const italian: Words = {
  end: "bloccare fermare basta smett* smetta piantat* finitela fermat* stop interromp* sospend* disattiv* cess* spegn* stacca*",
  leave:
    "disiscri* disinscri* cancellarmi cancellatemi cancellami annulla_iscrizione annullare_iscrizione annullare_l_iscrizione disabbon* disdire_sms togliermi uscire_dalla_lista cancellazione_numero",
  cancel: "annull* disdi* cancella* revoc*",
  erase: "cancell* rimuov* rimuover* elimin* togli* toglie* leva* tolg* depenn*",
  send: "scriv* mand* invi* contatt* disturb* messaggi* spamm* chiam* rompe* romper* tormenta* arriv*",
  texts:
    "messaggi messaggio sms messaggini pubblicità promozioni comunicazioni notifiche spam offerte promo msg pubblicitari",
  no: "non nn no niente nessun nessuno nessuna nulla mai senza né",
  more: "più piu ancora mai_più altri altre ulteriori",
  want: "voglio vorrei desidero interess* gradisco intendo autorizz* acconsent* consenso bisogno",
  get: "ricev* arrivat* arrivato",
  me: "mi me mio miei mia noi ci io",
  number: "numero cell cellulare telefono telefonino",
  list: "lista liste elenco database rubrica mailing",
  wrong: "sbagliato sbagliata sbagliati sbaglia errato errore sbagliate appartiene",
  isnt: "non_è non_e non_sono non_appartiene non_è_più qui_non non_c_è",
  imNot: "qui_non_c_e_nessun qui_non_c_e non_c_e_nessun nessun nessuna non_conosco non_sono non_è non_mi_chiamo",
  email: "mail email e_mail posta",
  only: "solo soltanto preferisco preferirei solamente meglio",
  join: "iscritt* iscriv* registrat* abbonat* richiesto chiesto dato_il_consenso",
  angry:
    "stufato stufata scocciat* seccat* avvocat* polizia truffa truffatori non_ne_posso blocco bloccato bloccati bloccat* bloccherò lasciatemi_in_pace lasciatemi lasciami denunc* segnal* garante spam molest* decedut* mort* rotto stufo stufa scocci* rompete",
  keep: "perdere perdermi adoro amo continuate dimentica* perder*",
  order:
    "ordine ordini appuntamento prenotazione consegna pacco spedizione articolo articoli prodotto prodotti taglia reso rimborso cambio box scatola acquisto carrello fattura visita indirizzo tazza candela macchia abbonamento_box consegne",
  ask: "come quando perché posso se dove quanto si_può",
};
