import type { TopicRules } from "#domain/conversations/topics/rules";

export const german: TopicRules = {
  sets: {
    goods: "bestell*|paket*|packchen|packet|liefer*|ware|sendung*|artikel|order",
    came: "angekommen|da|erhalten|bekommen|geliefert|gekommen|verschickt|versendet|versandt",
  },
  phrases: {
    "order-question": [
      "(mein|meine|meiner|meinen|unsere|unser) (<goods>)",
      "(wo|wann) (bleibt|ist|sind|bleiben|steckt|kommt|kommen|wird|werden) _ (<goods>|<came>|an|versendet)",
      "(noch|immer noch|immer) (nicht|nichts|kein|keine) (<came>|<goods>|versand*)",
      "(nicht|nie|nichts) (<came>)",
      "(zuruckschicken|zurucksenden|zuruckgeben|umtauschen|umtausch|retour*|reklam*|ruckgabe|rucksend*|erstatt*|ruckerstatt*|sendungsnummer|sendungsverfolgung|storn*|trackingnummer|lieferstatus|lieferadresse|lieferschein|rechnung)",
      "(kaputt|beschadigt|defekt|zerbrochen|zerrissen)",
      "(falsche|falschen|falsches|falscher) (grosse|farbe|adresse|artikel|teil|ware|produkt|duft)",
      "(zu) (klein|gross|eng|weit) (<came>)?",
      "(passt|passen) (mir)? nicht",
      "(bestellung|bestellnummer) (1*|2*|3*|4*|5*|6*|7*|8*|9*)",
      "(habe|hab|haben) _ bestellt",
      "(adresse|bestellung) _ (andern|korrigieren|anpassen)",
      "fehlt (ein|eine|noch|was|etwas|der|die|das)",
    ],
    yes: [
      "(ja|jo|jap|jup|jawohl|klar|gerne|gern|okay|sicher|naturlich|einverstanden|passt|logo|unbedingt)",
      "auf jeden fall",
      "(bin|ich bin|wir sind) dabei",
      "(hort|klingt) (sich)? (gut|super)",
      "(nehme|nehm) ich",
      "ich (nehme|will|mochte) (eins|eine|einen|das|es|zwei)",
    ],
    price: [
      "(wie viel|wieviel|was) (kostet|kosten|macht|wurde)",
      "wie (teuer|gunstig)",
      "(preis*|kosten|rabatt*|gutschein*|versandkosten|gunstig*|aktion|angebot*|prozent)",
      "(kostenlos*|gratis) (versand|lieferung|liefern)?",
    ],
    thanks: [
      "(dank*|merci|bedanke|bedanken)",
      "(perfekt|toll|klasse|spitze|wunderbar)",
      "(super|top|prima) (service|gemacht|arbeit|team|ware|danke)",
      "(liebe|lieben) (es|sie|die|eure|den|meine)",
      "(freue|freu) mich",
    ],
    abuse: [
      "(verpiss*|arschloch*|wichser*|idioten|idiot|vollidiot*|betruger*|abzocker*|drecks*|scheiss*|hurensohn*|fotze*|spinner|penner|missgeburt*|halsabschneider*|abschaum)",
      "(fick*|leck) (dich|euch|mich|dir)",
      "(halt|haltet) (die|das|dein|eure) (fresse|maul|klappe)",
      "(fahr|fahrt) zur holle",
      "(bring|bringe) (dich|euch) um",
    ],
    "wrong-number": [
      "(falsche|falschen|verkehrte) (nummer|person|telefonnummer|handynummer|kontakt)",
      "(wer) (ist das|bist du|sind sie|seid ihr|schreibt)",
      "(nicht) (meine|die|seine|ihre) (nummer|nummer von)",
      "(kenne|kenn) (sie|euch|dich|keine|keinen|niemanden)",
      "(bin|heisse) (ich)? (nicht|kein|keine) (frau|herr|die|der)? (person|richtige|mehr)?",
      "(jemand|jemanden|wen) (anders|anderen|anderem)",
      "(vertan|verwahlt|verwechselt|verwechslung)",
    ],
  },
  harmless: ["nein (danke|dankeschon)", "(kein|keine|keinen) (danke|bedarf|interesse)", "na danke"],
  notYes: ["(ja|jo) (aber|nein)", "(ok|okay|gut|alles klar) (vielen)? (dank|danke)"],
};
