import type { TopicRules } from "#domain/conversations/topics/rules";

export const polish: TopicRules = {
  sets: {
    goods: "zamowieni*|paczk*|przesylk*|dostaw*|zakup*|zwrot*|reklamacj*|faktur*|towar*",
    came: "dotarl*|przyszl*|otrzymal*|dostal*|dostarczon*|wyslan*|doszl*",
  },
  phrases: {
    "order-question": [
      "(moj*|nasz*|swoj*) (<goods>)",
      "(gdzie|kiedy) (jest|bedzie|sa|dojdzie|przyjdzie|dotrze|wyslecie|dostane|otrzymam) _ (<goods>|<came>|paczka)?",
      "(nie|jeszcze|wciaz) (nie|jeszcze|mam)~ (<came>|<goods>)",
      "(<goods>) (nie|jeszcze|wciaz|numer|1*|2*|3*|4*|5*|6*|7*|8*|9*)",
      "(zwrocic|oddac|zwrot|wymienic|wymiana|reklamacj*|sledzeni*|numer przesylki|anulowac|odeslac|zwrot pieniedzy)",
      "(zepsut*|uszkodzon*|polaman*|stluczon*|wadliw*|rozbit*|pekniet*)",
      "(zly|zla|zle|nie ten|nie ta) (rozmiar|kolor|produkt|adres|artykul)",
      "za (mal*|duz*|ciasn*|luzn*)",
      "(zamowil*|kupil*) (u|wczoraj|tydzien|dwa|w|ale|i|przez)",
      "zmienic (adres|zamowienie)",
      "brakuje (jednej|jednego|mi|w|czegos)?",
    ],
    yes: [
      "(tak|ok|okej|jasne|pewnie|oczywiscie|chetnie|zgoda|dobrze|dobra|zgadzam|super tak|poprosze|biore|wchodze|spoko)",
      "(z przyjemnoscia|bardzo chetnie|niech bedzie|jestem za|jak najbardziej|chce jeden|chce jedna|chce to|chce ten)",
    ],
    price: [
      "(ile) (to|kosztuj*|za|wynosi|bedzie|placi*)",
      "(cena|ceny|cene|cenie|koszt*|rabat*|znizk*|promocj*|kod|kupon*|tanie|taniej|tani|drogo|drogie|drogi|wyprzedaz*)",
      "(darmowa|darmowej|bezplatna) (dostaw*|wysylk*)",
    ],
    thanks: [
      "(dzieki|dziekuj*|dzieks|dzx|podziekowani*|wdzieczn*)",
      "(swietn*|rewelacj*|idealn*|cudown*|piekn*|uwielbiam|kocham|wspanial*|ekstra)",
    ],
    abuse: [
      "(spierdal*|kurw*|pierdol*|zlodziej*|oszust*|debil*|idiot*|chuj*|skurwysyn*|jeba*|gnoje|dupek|dupki|kretyn*|bydlaki|wypierdal*|odpierdol*)",
      "(idzcie|idz) (do diabla|w cholere|do piekla)",
      "zamknij* (sie|morde|ryj)",
    ],
    "wrong-number": [
      "(zly|bledny|nie ten|niewlasciwy|nieprawidlowy) numer",
      "(pomylka|pomylil*|pomylon*|pomylki)",
      "(kto) (to|tam|pisze|mowi)",
      "(nie) (jestem) (ta|tym|ten|pania|panem|osoba|wlasciciel*)",
      "nie (znam|kojarze)",
      "(kogos|ktos|kims) (innego|inny|innym)",
      "to nie (moj|jest) (numer|telefon|jej|jego)?",
    ],
  },
  harmless: ["nie (dziekuj*|dzieki|trzeba)", "dziekuj* (ale nie|nie)"],
  notYes: ["(ok|dobrze|jasne) (dziekuj*|dzieki)", "(tak) ale"],
};
