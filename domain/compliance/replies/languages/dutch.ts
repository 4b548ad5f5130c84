import type { Language } from "../language.ts";

export const dutch: Language = {
  code: "nl",
  sets: {
    texts:
      "berichten|berichtjes|bericht|sms|smsjes|sms jes|smsen|reclame|reclames|appjes|meldingen|spam|aanbiedingen|sms berichten|reclameberichten|nieuwsbrieven",
    sending:
      "sturen|te sturen|smsen|sms en|appen|schrijven|lastigvallen|lastig vallen|berichten|spammen|versturen|benaderen|stalken",
    please: "aub|alsjeblieft|alstublieft|nu|meteen|svp|direct|gewoon|ajb",
    number: "nummer|telefoonnummer|gegevens|mobiel|mobiele nummer|06 nummer|gsm nummer",
  },
  revoking: [
    "geen (<texts>) (meer|aub|alsjeblieft|alstublieft)",
    "geen (verdere|nieuwe) (<texts>)",
    "(stuur|sturen|zend|schrijf|app|sms|contacteer|benader|stuurt) (jullie|u)? (mij|me|ons) (<please>)? (niet|niets|geen|nooit|niks) _ (meer|<texts>)",
    "(niet|nooit|niets|niks) meer (<sending>|contacteren|benaderd|ontvangen|krijgen|horen|contact opnemen|lastiggevallen)",
    "(wil|wens|wensen|willen|hoef) (ik|graag|wij)? (geen|niets|niet|niks) (meer|langer)? _ (<texts>|ontvangen|horen|krijgen|benaderd)",
    "(stop|stopt|stoppen|kap|hou|houd|ophouden) (u|jullie|eens|nou|<please>)? (met|op met|op om|daarmee met) (mij|me|het|die|deze|al die|al deze|jullie|uw|de|dit)? (<please>)? _ (<sending>|<texts>)",
    "(stop|stoppen|beeindig|blokkeer) (de|deze|die|uw|jullie|al die|alle)? (<texts>)",
    "(schrijf|haal|meld|gooi) (mij|me|ons) (<please>)? (uit|van|af|eraf|eruit)",
    "(verwijder|wis|schrap|delete) (<please>)? (mij|me|ons|mijn <number>|dit <number>)",
    "(verwijder|wis|schrap|vergeet) (<please>)? (mijn|dit) (<number>)",
    "(mijn|dit) (<number>) (<please>)? _ (verwijderen|wissen|schrappen|uitschrijven)",
    "(me|mij|ons) (<please>)? (graag)? (afmelden|uitschrijven|verwijderen|af te melden|uit te schrijven|te verwijderen)",
    "laat (mij|me|ons) (<please>)? met rust",
    "(trek|herroep|ik trek) _ toestemming",
    "(aub|graag|alsjeblieft|alstublieft) (afmelden|uitschrijven|verwijderen)",
  ],
  revokingAlone: [
    "(hou|houd) (<please>)? op",
    "(stop ermee|stop hiermee|stop daarmee|stop maar|kap ermee|stoppen|stop er mee|uitschrijven|afmelden|afmelding|uitschrijving|nooit meer|niet meer|geen meer|genoeg zo)",
    "geen (<texts>)",
    "(wil|ik wil|graag|ik wil graag|ik wil me|ik wil mij) (me|mij)? (afmelden|uitschrijven|stoppen|eruit)",
    "(ik)? (wil dit niet|wil dit niet meer|hoef dit niet|wil niks meer|wil niets meer)",
    "(rot op|donder op|flikker op|ga weg|niet sturen|niet smsen)",
  ],
  unsureAlone: ["(ophouden|verwijderen|verwijder|opzouten)", "genoeg"],
  unsure: [
    "(afmelden|uitschrijven|uitgeschreven|afgemeld|afmelding|verwijderen|opzeggen|opzegging|annuleren|annuleer|annulering)",
    "(stoppen|stopt|ophouden)",
    "(hou|houd) op",
    "geen (enkele)? (interesse|belangstelling|behoefte)",
    "niet (meer|langer)? geinteresseerd",
    "(verkeerd|fout|verkeerde) (nummer|persoon)",
    "(hoe|waar) (komen jullie|komt u|kom je|komen ze) aan mijn nummer",
    "(nooit|niet) (aangemeld|ingeschreven|toestemming|gevraagd)",
    "(te veel|teveel|zoveel) (<texts>)",
    "(blokkeer|blokkeren|rapporteer|meld) (jullie|jou|dit nummer)",
    "(stuur|app|sms|bel) (mij|me) (<please>)? (niet|geen|niks)",
  ],
  harmless: [
    "(stop|stopt|stoppen|hou|houd) (er|hier|alsjeblieft|vooral|aub)? (niet|nooit) (mee|op)?",
    "(kan|kon|wil|ga|kunnen) (er|maar|gewoon|ik)? (maar|gewoon)? (niet|nooit) (meer)? (mee)? (stoppen|ophouden)",
    "niet (stoppen|ophouden|afmelden|uitschrijven|verwijderen|opzeggen|annuleren)",
    "(schrijf|haal|meld|verwijder) (mij|me) (<please>)? (niet|nooit)",
    "geen (<texts>) (gekregen|ontvangen|gehad|binnengekregen|gezien)",
    "(nog|heb|had) (ik|nog)? (nog)? geen (<texts>)",
    "(non|bus|tussen|pit) stop",
    "genoeg (van|voor|tijd|ruimte|over|plek|maten|op voorraad)",
    "(is dat|groot|warm|lang|meer dan|niet) genoeg",
    "(stopt|stoppen) (jullie|de actie|de aanbieding|het) (met verkopen|wanneer|met de verkoop)?",
    "vlekken verwijderen",
  ],
  conditions: ["(als|wanneer|hoe|waarom|of|kan ik|mag ik|moet ik|indien|wat gebeurt)"],
  reports: [
    "(man|vrouw|moeder|vader|vriendin|vriend|zus|broer|hij|zij|dochter|zoon|baas) (heeft|mij|me)? (gezegd|zei|zegt|vroeg|schreef|wil)",
  ],
  limits: [
    "(maar|behalve|alleen|tot|totdat|tenzij|voordat)",
    "(s nachts|savonds|s avonds|zo vroeg|zo laat|zo vaak|zoveel|in het weekend|op zondag|elke dag|iedere dag|voorlopig|even|deze week|vandaag|over de bestelling|mijn bestelling)",
  ],
  fillers: [
    ..."aub alsjeblieft alstublieft ajb svp dank dankjewel bedankt je u wel nu meteen direct hallo hoi dag ja graag beste goedemorgen goedemiddag goedenavond ok ik".split(
      " ",
    ),
  ],
  typed: [..."afmelden uitschrijven berichten verwijderen verwijder stoppen".split(" ")],
};
