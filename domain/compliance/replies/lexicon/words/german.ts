import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const german: Words = {
  end: "stop* stopp* aufhör* hört_auf hör_auf hören beend* unterlass* unterlaß* lassen_sie lasst schluss ausschalten abschalten abstellen stelle einstellen abdrehen reicht deaktivier* stellt stellen",
  leave:
    "melde_ich_mich_ab mich_abmelden meld_mi_ab kündige_sms abmeld* abbestell* abgemeldet abzumelden abzubestellen melde_mich_ab meldet_mich_ab melden_sie_mich_ab austrag* auszutragen austrage tragt_mich_aus tragen_sie_mich_aus deabonnier* rausnehmen newsletter_kündigen abmelden austragen abo_beenden komme_ich_raus komm_ich_raus da_raus",
  cancel: "kündig* stornier* widerruf* cancel* absag*",
  erase:
    "raus rausgenommen lösch* loesch* entfern* streich* nehmt nehmen_sie nimm rausnehmen herausnehmen rausschmeißen schmeißt tut sperr* raus_aus streichen rauslöschen rausstreichen löscht rausgelöscht",
  send: "schreib* schreibt schick* send* kontaktier* text* simsen belästig* belaestig* zusend* anschreib* zuschick* nerv* anruf* zusenden schreibn schreibm schicken schiken schik* zutext* zuspamm* zumüll* bombardier* melden_bei_mir meldet_euch_nicht textet vollspam* vollzuspam* zutextet zuballer* zuschütt*",
  texts:
    "sms nachricht* werbung reklame* reklam mitteilungen benachrichtigung* werbesms spam newsletter texte infos msgs messages nachichten narichten nachr sms_en smse spams werbe* mails_sms angebote müll",
  no: "kein keine keinen keiner keinerlei nicht nichts nie niemals nix nimmer ohne net ned ma_nix nichts nit nich niemehr nichtmehr keen keena kene",
  more: "mehr weiter* wieder länger nimmer zukünftig künftig",
  want: "wü wui wui_i mog mecht will möchte moechte wünsche brauche interesse interessiert zugestimmt einwillig* erlaub* mag wollen bock genehmig* wil wolln brauch brauchen gewollt gewünscht erlaubnis einverständnis einverstanden intresse interess* lust",
  get: "bekomm* erhalt* empfang* krieg* gekommen angekommen gekriegt",
  me: "mi mia eich i mich mir uns ich meine mein meiner",
  number: "nummer telefonnummer handynummer rufnummer handy telefon nr tel telefonnr handynr mobilnummer anschluss",
  list: "liste verteiler datenbank kartei adressliste",
  wrong: "falsch falsche falschen verwählt irrtum irrtümlich vertan verwechsl* gehört",
  isnt: "ist_nicht nicht_mehr ist_kein bin_nicht nicht_die nicht_das hier_ist_nicht keine_frau kein_herr gibt_es_nicht ist_nicht_mehr hat_nicht_mehr nicht_mehr_von",
  imNot:
    "hier_wohnt_kein hier_wohnt_keine hier_ist_kein hier_ist_keine kein kenne_keinen kenne_keine ich_bin_nicht bin_nicht hier_ist_nicht heiße_nicht hier_gibt_es_keinen hier_gibt_es_keine bin_nich",
  email: "mail mails email e_mail emails e_mails mailen",
  only: "nur lieber ausschließlich bevorzuge bitte_per stattdessen",
  join: "angemeldet anmelden anmeldung registriert abonniert zugestimmt eingetragen bestellt_hab gefragt",
  angry:
    "gehts_noch unverschämt* auf_den_sack auf_die_nerven ruhe_lassen abzocke blockier* blocke geblockt lasst_mich_in_ruhe lass_mich_in_ruhe lassen_sie_mich_in_ruhe spam belästigung dsgvo anwalt anzeige verstorben gestorben verpisst verzieht nerven_nicht melde_euch abmahn* schnauze zeig_euch_an zeige_euch_an zeige_sie_an zeig_sie_an meld_euch melde_sie verklag* belästigt belästigend nervt nervig in_ruhe ruhe_jetzt ruhe_bitte mich_in_frieden falsche_person falsche_nummer falsche_nr falscher_mensch verwechslung nicht_mein_handy kenne_euch_nicht kenne_sie_nicht kenn_euch_nicht kein_kunde keine_kundin nicht_mehr_kunde nicht_mehr_kundin verstarb verzogen umgezogen handy_verkauft nummer_gewechselt neue_nummer gehört_jetzt jemand_anderem jemand_anders verschwindet haut_ab verpisst_euch geht_weg bundesnetzagentur verbraucherzentrale unerwünscht bockt_nicht lasst_es lassen_sie_das lassen_sie_es könnt_ihr_das_lassen das_lassen das_mal_lassen es_lassen stalker interessiert_mich_nicht kein_interesse brauch_ich_nicht nicht_interessiert will_ich_nicht falsch_verbunden nicht_die_person nicht_diese_person schon_gesagt schon_dreimal schon_mehrmals keine_lust_auf kein_bock_auf keinen_bock",
  keep: "verpass* liebe vergesst vergessen weitermachen gern verlieren",
  order:
    "bestellung* termin termine termins lieferung paket* sendung artikel produkt* größe gutschein rechnung retoure rückgabe umtausch abo_box box reservierung buchung kauf warenkorb pulli kerze tasse fleck flecken tisch kurs hose schuhe adresse versand farbe jacke vase doppelt hut mütze socken hemd kleid mantel retour* zurückschick* endet_auf meine_neue_nummer neue_nummer_ist neue_nummer_lautet",
  ask: "wie wann warum wo kann_ich ob könnte_ich wieso was wenn",
  enough:
    "zu_viel zu_viele zuviel zuviele so_viele so_viel ständig dauernd dauerspam täglich jeden_tag genug_von dauernden satt",
  source:
    "woher_habt woher_haben woher_hast woher_kennt wer_hat_euch wer_hat_ihnen wer_hat_dir wie_kommt_ihr wie_kommen_sie wie_kommst wo_habt wo_haben_sie_meine woher_kommt woher",
  iAm: "ich_bin das_ist hier_ist",
  praise: "geil schön süß hübsch lustig witzig hammer toll mega cool herrlich",
};
