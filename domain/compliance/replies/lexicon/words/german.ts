import type { Words } from "../concept.ts";

export const german: Words = {
  end: "stop* stopp* aufhör* hört_auf hör_auf hören beend* unterlass* unterlaß* lassen_sie lasst schluss ausschalten abschalten abstellen stelle einstellen abdrehen reicht deaktivier* stellt stellen",
  leave:
    "melde_ich_mich_ab mich_abmelden meld_mi_ab kündige_sms abmeld* abbestell* abgemeldet abzumelden abzubestellen melde_mich_ab meldet_mich_ab melden_sie_mich_ab austrag* auszutragen austrage tragt_mich_aus tragen_sie_mich_aus deabonnier* rausnehmen newsletter_kündigen",
  cancel: "kündig* stornier* widerruf* cancel* absag*",
  erase:
    "raus rausgenommen lösch* loesch* entfern* streich* nehmt nehmen_sie nimm rausnehmen herausnehmen rausschmeißen schmeißt tut sperr*",
  send: "schreib* schreibt schick* send* kontaktier* text* simsen belästig* belaestig* zusend* anschreib* zuschick* nerv* anruf* zusenden",
  texts: "sms nachricht* werbung mitteilungen benachrichtigung* werbesms spam newsletter texte infos msgs messages",
  no: "kein keine keinen keiner keinerlei nicht nichts nie niemals nix nimmer ohne net ned ma_nix nichts",
  more: "mehr weiter* wieder länger nimmer zukünftig künftig",
  want: "wü wui wui_i mog mecht will möchte moechte wünsche brauche interesse interessiert zugestimmt einwillig* erlaub* mag wollen bock genehmig*",
  get: "bekomm* erhalt* empfang* krieg* gekommen angekommen gekriegt",
  me: "mi mia eich i mich mir uns ich meine mein meiner",
  number: "nummer telefonnummer handynummer rufnummer handy telefon nr",
  list: "liste verteiler datenbank kartei adressliste",
  wrong: "falsch falsche falschen verwählt irrtum irrtümlich vertan verwechsl* gehört",
  isnt: "ist_nicht nicht_mehr ist_kein bin_nicht nicht_die nicht_das hier_ist_nicht keine_frau kein_herr gibt_es_nicht",
  imNot:
    "hier_wohnt_kein hier_wohnt_keine hier_ist_kein hier_ist_keine kein kenne_keinen kenne_keine ich_bin_nicht bin_nicht hier_ist_nicht heiße_nicht hier_gibt_es_keinen hier_gibt_es_keine bin_nich",
  email: "mail mails email e_mail emails e_mails mailen",
  only: "nur lieber ausschließlich bevorzuge bitte_per stattdessen",
  join: "angemeldet anmelden anmeldung registriert abonniert zugestimmt eingetragen bestellt_hab gefragt",
  angry:
    "gehts_noch unverschämt* auf_den_sack auf_die_nerven ruhe_lassen abzocke blockier* blocke geblockt lasst_mich_in_ruhe lass_mich_in_ruhe lassen_sie_mich_in_ruhe spam belästigung dsgvo anwalt anzeige verstorben gestorben verpisst verzieht nerven_nicht melde_euch abmahn* schnauze",
  keep: "verpass* liebe vergesst vergessen weitermachen gern verlieren",
  order:
    "bestellung* termin termine termins lieferung paket* sendung artikel produkt* größe gutschein rechnung retoure rückgabe umtausch abo_box box reservierung buchung kauf warenkorb pulli kerze tasse fleck flecken tisch kurs hose schuhe adresse versand",
  ask: "wie wann warum wo kann_ich ob könnte_ich wieso was wenn",
};
