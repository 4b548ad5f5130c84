import type { Language } from "../language.ts";

export const polish: Language = {
  code: "pl",
  sets: {
    texts:
      "wiadomosci|wiadomosc|smsow|smsom|sms|smsy|sms ow|sms y|esemesow|esemesy|reklam|reklamy|powiadomien|powiadomienia|spamu|spam|ofert|newslettera|newsletterow|komunikatow",
    sending: "pisac|wysylac|spamowac|nekac|przysylac|wysylania|pisania|wydzwaniac|zasmiecac|meczyc|nagabywac",
    more: "wiecej|juz|nigdy|juz wiecej|wiecej juz|juz nigdy|nigdy wiecej",
    number: "numer|numeru|telefon|dane|kontakt|numer telefonu|nr|adres",
  },
  revoking: [
    "nie (pisz|piszcie|pisac|pisze|kontaktuj|kontaktujcie|kontaktowac|spamuj|spamujcie|nekaj|nekajcie|meczcie|smsuj|smsujcie) (sie)? (<more>|do mnie|ze mna|mi|mnie|do nas)",
    "nie (wysylaj|wysylajcie|wysylac|przysylaj|przysylajcie|przysylac|wysyla|slijcie|slij) _ (<more>|<texts>|nic|niczego)",
    "nie (chce|zycze|zyczymy|chcemy|potrzebuje) (sobie)? (<more>)? _ (<texts>|dostawac|otrzymywac|kontaktu|otrzymywania)",
    "(przestan|przestancie|przestanmy|przestac|skoncz|skonczcie|zaprzestan|zaprzestancie|zaprzestac|dosc|dosyc|koniec|stop) (juz|prosze|z|mi|do mnie|z tymi|tych|tym)? _ (<sending>|<texts>)",
    "(wypisz|wypiszcie|wypisac|wypisuje|usun|usuncie|usunac|skresl|skreslcie|wykresl|wykreslcie|wyrejestruj|wyrejestrujcie|wykasuj|wykasujcie) (prosze)? (mnie|nas|moj <number>|ten <number>|mojego)",
    "(usun|usuncie|usunac|skasuj|skasujcie|wykasuj|wykasujcie|zapomnijcie|wykreslcie) (prosze)? (moj|ten|moje|mojego) (<number>)",
    "(prosze|prosimy) (mnie)? o (wypisanie|usuniecie|zaprzestanie|wykreslenie|niewysylanie|rezygnacje|wyrejestrowanie)",
    "(wypisac|wypisuje|wyrejestrowac|wyrejestrowuje|wypisze) sie",
    "(prosze|chce|chcialbym|chcialabym) (mnie|sie) (wypisac|usunac|wykreslic|wyrejestrowac)",
    "(zrezygnowac|rezygnuje|rezygnacja|rezygnujemy) z (<texts>|subskrypcji|uslugi|otrzymywania|tej listy|listy|waszych)",
    "(dajcie|daj) mi (swiety|juz)? spokoj",
    "(zostawcie|zostaw) mnie (juz)? (w spokoju)?",
    "(odczepcie|odczep|odwalcie|odwal) sie",
    "(wycofuje|cofam|odwoluje|wycofac|cofnac) (swoja|moja)? (zgode|zgody)",
    "(zadnych|bez|zero) (wiecej|kolejnych)? (<texts>)",
  ],
  revokingAlone: [
    "(przestan|przestancie|przestac|dosc|rezygnuje|wypisz|wypisac|wypisuje|dosc tego|koniec tego|nigdy wiecej|juz nie)",
    "(nie pisz|nie piszcie|nie pisac|nie wysylaj|nie wysylajcie|nie wysylac|nie przysylajcie|nie przysylac|nie spamuj|nie spamujcie)",
    "nie chce (tego|juz|wiecej|juz tego|tego juz)?",
    "(chce zrezygnowac|chce sie wypisac|prosze wypisac|prosze usunac)",
  ],
  unsureAlone: [
    "(nie potrzebuje|dosyc|koniec|usun|usuncie|skonczcie|starczy|wystarczy|spadajcie|spadaj|spierdalajcie|spierdalaj|wypad|wynocha|rezygnacja)",
  ],
  unsure: [
    "(anuluj|anulowac|anulujcie|anulacja|rezygnuje|rezygnacja|zrezygnowac|odwolac|wypowiedzenie|wypisac)",
    "nie (jestem)? (juz)? (zainteresowany|zainteresowana|zainteresowani)",
    "nie interesuje mnie",
    "(zly|bledny|nie ten) numer",
    "(pomylka|pomylony)",
    "(skad) (macie|pan ma|pani ma|masz) moj (numer|telefon)",
    "(nigdy|nie) (zapisywalem|zapisywalam|zapisalem|zapisalam|wyrazalem|wyrazalam|wyrazilem|wyrazilam|zgadzam)",
    "(za duzo|tyle|zbyt duzo) (<texts>)",
    "(zglosze|zglaszam|zablokuje|blokuje|rodo|uodo|prawnik|nekanie)",
    "nie (pisz|piszcie|wysylaj|wysylajcie|dzwoncie|dzwon)",
    "(przestan|przestancie|dosc|dosyc)",
    "(usun|usuncie) (moje)? (konto|dane)",
  ],
  harmless: [
    "nie (przestawaj|przestawajcie|przestan|przestancie|przestane|przestaje)",
    "nie (moge|potrafie|umiem|chce) (przestac|sie wypisac|wypisywac sie|rezygnowac|zrezygnowac|sie wypisywac)",
    "nie (usuwaj|usuwajcie|wypisuj|wypisujcie|rezygnuje|rezygnujcie|anulujcie|skreslajcie) (mnie)?",
    "nie (dostalem|dostalam|otrzymalem|otrzymalam|przyszedl|przyszla|mam) (zadnego|zadnych|jeszcze)? (<texts>|smsa|sms a|esemesa)",
    "(dosc|dosyc) (duzy|duza|duze|duzo|drogi|droga|drogo|dlugo|szybko|czesto|dobrze|ladny|ladna|ladne|maly|cieply)",
    "(non) stop",
    "(do|na|koniec|pod) (konca|koniec|promocji|sezonu|roku|miesiaca|tygodnia)",
    "koniec (promocji|sezonu|roku|miesiaca|wyprzedazy|wakacji)",
    "(bez) (reklam) (telewizja|muzyka)",
    "nie piszcie ze",
  ],
  conditions: ["(jesli|jezeli|gdy|kiedy|jak|czy|dlaczego|gdzie|czemu|mozna)"],
  reports: [
    "(maz|zona|mama|tata|kolezanka|kolega|siostra|brat|on|ona|corka|syn|szef) (mi)? (powiedzial|powiedziala|mowi|napisal|napisala|prosil|prosila|chce)",
  ],
  limits: [
    "(ale|oprocz|poza|tylko|dopoki|chyba ze|zanim)",
    "(w nocy|noca|wieczorem|tak wczesnie|tak pozno|tak czesto|codziennie|co dzien|w niedziele|w weekend|na razie|chwilowo|w tym tygodniu|dzisiaj|o zamowieniu|w sprawie zamowienia|przed|az do)",
  ],
  fillers: [
    ..."prosze dziekuje dzieki teraz natychmiast czesc witam dzien dobry tak juz blagam pilne hej panstwo ok bardzo uprzejmie ja".split(
      " ",
    ),
  ],
  typed: [..."wypiszcie wypisz wiadomosci rezygnuje przestancie wysylajcie usuncie".split(" ")],
};
