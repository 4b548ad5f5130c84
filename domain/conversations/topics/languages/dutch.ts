import type { TopicRules } from "#domain/conversations/topics/rules";

export const dutch: TopicRules = {
  sets: {
    goods: "bestelling|bestellingen|pakket*|pakje|order|levering|zending|artikel|retour|terugbetaling|factuur",
    came: "ontvangen|gekregen|binnen|aangekomen|geleverd|verzonden|verstuurd|bezorgd|gehad",
  },
  phrases: {
    "order-question": [
      "(mijn|m n|onze|de|het|die) (<goods>)",
      "(waar|wanneer) (blijft|is|zijn|komt|wordt|worden|krijg|kan) _ (<goods>|<came>|aan)",
      "(nog|nooit|nog steeds) (niet|niets|geen|steeds niet) (<came>|<goods>)",
      "(niet|niets|nooit) (<came>)",
      "(retourneren|terugsturen|terugstuur*|ruilen|omruilen|terugbetal*|geld terug|track*|verzendcode|annuleren|retourlabel|klacht)",
      "(kapot|beschadigd|defect|gebroken|stuk) (aangekomen|ontvangen)?",
      "(verkeerde|foute) (maat|kleur|artikel|adres|product|bestelling)",
      "te (klein|groot|strak|wijd|krap)",
      "(heb|had|hebben) _ besteld",
      "(adres) _ (wijzigen|aanpassen|veranderen)",
      "(mist|ontbreekt|missen) (er)? (iets|een|nog|een artikel)?",
      "bestelling (nummer|1*|2*|3*|4*|5*|6*|7*|8*|9*)",
    ],
    yes: [
      "(ja|jazeker|jep|jup|graag|oke|ok|okay|zeker|prima|tuurlijk|natuurlijk|akkoord|absoluut|goed)",
      "(is goed|doe maar|klinkt goed|ik doe mee|dat wil ik|wil ik|lijkt me leuk|lijkt me goed|lijkt me wat|ik neem er|ik neem het|ik neem de)",
    ],
    price: [
      "(hoeveel|wat) (kost|kosten|is de prijs|kostte|zou|moet)",
      "(prijs|prijzen|korting*|aanbieding*|kortingscode|actie|uitverkoop|goedkoop*|te duur|verzendkosten|kostprijs)",
      "(gratis) (verzending|bezorging|levering)",
      "(code|actiecode) (werkt|doet|is)",
    ],
    thanks: [
      "(dank*|bedankt|thanks|thx|merci|dankjewel|dankuwel)",
      "(geweldig|fantastisch|perfect|prachtig|heerlijk)",
      "(super|top|mooi) (bedankt|hoor|gedaan|service)",
      "(heel|erg|super) (blij|tevreden|fijn|mooi)",
    ],
    abuse: [
      "(klootzak*|kut*|eikel*|oplichter*|dief|dieven|hoer*|kanker*|tering*|tyfus*|idioten|idioot|sukkel*|mongool|mongolen|godverdom*|teringlijers)",
      "(rot|sodemieter|flikker|donder|fuck|kanker|tief) (op|off)",
      "(krijg) (de|het) (tering|kanker|klere|heen en weer|tyfus)",
      "(hou|houd) (je) (bek|mond|smoel|kop)",
    ],
    "wrong-number": [
      "(verkeerde|verkeerd|fout|foute) (nummer|persoon|nr|telefoonnummer)",
      "(wie) (is dit|ben je|bent u|ben jij|zijn jullie|bent)",
      "(niet) (mijn|het|haar|zijn) (nummer|telefoon)",
      "(ik ben|dit is) niet (de|die|meneer|mevrouw|het) (juiste|persoon|nummer|goede|telefoon)?",
      "(iemand|voor iemand) anders",
      "ken (ik|je|u|die|deze|jullie|geen) (niet|persoon)?",
      "(vergist|verkeerd verbonden)",
    ],
  },
  harmless: ["nee (bedankt|dank|dankje|dankjewel|hoor)", "(wel)? bedankt maar"],
  notYes: [
    "(ok|oke|prima|goed|is goed) (heel erg)? (bedankt|dank|dankjewel|dankje)",
    "(ja) maar",
    "(goede|goed) (morgen|middag|avond)",
  ],
};
