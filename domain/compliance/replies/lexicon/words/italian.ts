import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const italian: Words = {
  end: "bloccare fermare basta smett* smetta piantat* finitela fermat* stop interromp* sospend* disattiv* disativ* cess* spegn* stacca*",
  leave:
    "disiscri* disinscri* cancellarmi cancellatemi cancellami annulla_iscrizione annullare_iscrizione annullare_l_iscrizione disabbon* disdire_sms togliermi uscire_dalla_lista cancellazione_numero disiscriv* discriv* mi_disiscrivo mi_cancello come_mi_tolgo come_esco come_si_esce disinscriv* disicriv* disattivare_sms",
  cancel: "annull* disdi* cancella* revoc*",
  erase:
    "cancell* rimuov* rimuover* elimin* togli* toglie* leva* tolg* depenn* toglietemi levatemi rimuovetemi eliminatemi toglimi levami cancellatemi",
  send: "scriv* mand* invi* contatt* disturb* messaggi* spamm* chiam* rompe* romper* tormenta* arriv* scrivere scriverm* inviarmi mandarmi disturbare arrivino arrivare insist*",
  texts:
    "messaggi messaggio sms messaggini pubblicità promozioni comunicazioni notifiche spam offerte promo msg pubblicitari msgs msgg mess pubblicita messagi mesaggi promozionali",
  no: "non nn no niente nessun nessuno nessuna nulla mai senza nnt niente_più manco nemmeno mica",
  more: "più piu mai_più altri altre ulteriori",
  want: "voglio vorrei desidero interess* gradisco intendo autorizz* acconsent* consenso bisogno vojo vogljo volevo interessa interessano interessato interessata voglia",
  get: "ricev* arrivat* arrivato",
  me: "mi me mio miei mia noi ci io",
  number: "numero cell cellulare telefono telefonino num nr utenza tel",
  list: "lista liste elenco database rubrica mailing",
  wrong: "sbagliato sbagliata sbagliati sbaglia errato errore sbagliate appartiene",
  isnt: "non_è non_e non_sono non_appartiene non_è_più qui_non non_c_è",
  imNot: "qui_non_c_e_nessun qui_non_c_e non_c_e_nessun nessun nessuna non_conosco non_sono non_è non_mi_chiamo",
  email: "mail email e_mail posta",
  only: "solo soltanto preferisco preferirei solamente meglio",
  join: "iscritt* iscriv* registrat* abbonat* richiesto chiesto dato_il_consenso",
  angry:
    "stufato stufata scocciat* seccat* avvocat* polizia truffa truffatori non_ne_posso blocco bloccato bloccati bloccat* bloccherò lasciatemi_in_pace lasciatemi lasciami denunc* segnal* garante spam molest* decedut* stufo stufa scocci* rompete avete_rotto rotto_le rotto_i_coglioni rompicoglioni rompipalle due_palle le_palle stressat* fastidi* molestie vi_blocco vi_bloccho vi_segnalo vi_denuncio denuncia querel* persona_sbagliata numero_sbagliato ha_sbagliato avete_sbagliato sbagliate_persona sbagliato_persona non_vi_conosco non_conosco_nessun non_sono_client* non_sono_più_client* sparite andatevene andate_a in_pace basta_rompere mai_iscritt* mai_dato mai_autorizz* mai_richiest* mai_chiest* nessun_consenso agcom è_morto è_morta defunt* cambiato_numero trasferit* venduto_il_telefono finitela piantatela smettetela non_mi_interessa nn_mi_interessa non_mi_interessano nn_mi_interessano non_m_interessa non_interessa nn_interessa non_sono_interessato non_sono_interessata non_sono_questa_persona non_sono_quella_persona non_sono_la_persona ve_l_ho_già_detto vi_ho_già_chiesto vi_ho_già_detto non_ne_ho_voglia",
  keep: "perdere perdermi adoro amo continuate dimentica* perder*",
  order:
    "ordine ordini appuntamento prenotazione consegna pacco spedizione articolo articoli prodotto prodotti taglia reso rimborso cambio box scatola acquisto carrello fattura visita indirizzo tazza candela macchia abbonamento_box consegne sconto cappello scarpe maglia colore vestito finisce_con il_nuovo mio_nuovo_numero finisce_per nuovo_numero_è",
  ask: "come quando perché posso se dove quanto si_può",
  enough:
    "troppi troppe troppa troppo tanti tutti_i_giorni ogni_giorno in_continuazione continuamente continui stufo stufa stanco stanca",
  source:
    "chi_vi_ha chi_ti_ha chi_le_ha chi_ha_dato da_dove_avete come_avete_avuto come_avete_preso dove_avete_preso come_avete_il come_fate_ad_avere dove_avete_trovato da_dove_prendete come_hai_avuto perché_avete_il_mio",
  praise: "bello bella bellissim* carino carina stupend* meraviglios* divertente fantastic*",
};
