import type { Words } from "../concept.ts";

export const polish: Words = {
  end: "przesta* stop dość dosyć koniec skończ* zaprzesta* wyłącz* wstrzym* zakończ* starczy wystarczy dajcie_spokój",
  leave:
    "wypis* wypisz* wyrejestr* odsubskryb* odsubskrybuj* rezygn* zrezygn* wyrezygn* wypisac_się anuluj_subskrypcję anulować_subskrypcję wypiąć",
  cancel: "anulow* anuluj* odwoł* odwołać",
  erase: "usuń* usun* usuwa* skasuj* kasuj* skreśl* wykreśl* wyrzuć* wymaż* wykasuj* zabierz*",
  send: "wysył* przysył* pisz* pisać pisac wysyła* wysyl* przysyła* przysyl* śl* slij* slijcie kontakt* smsuj* nęka* spamuj* dzwon* niewysyłan* nieprzesył* nieprzesyłan* przesyła* napisz* zawraca*",
  texts:
    "wiadomości wiadomość wiadomosci sms smsy smsów smsow smsami smsa sms_ów sms_y reklam* ofert spam spamu spamem powiadom* esemes* newsletter*",
  no: "nie bez żadnych zadnych żadne nigdy nic zero niczego",
  more: "więcej wiecej już juz nigdy_więcej ponownie dalszych kolejnych",
  want: "chcę chce chcemy życzę zycze potrzebuję interes* zgod* zgadzam wyrażam zainteresow*",
  get: "dosta* otrzym* przysz* przyszedł doszedł",
  me: "mnie mi mój moj moje mną nas mojego ja",
  number: "numer numeru nr telefon telefonu komórk*",
  list: "listy lista liście bazy baza bazie",
  wrong: "zły zly błędny pomyłka pomylka pomyłkowo pomylił* pomylili* pomyłkę niewłaściwy należy",
  isnt: "to_nie nie_jest już_nie nie_jestem juz_nie nie_należy nie_mieszka nie_ten nie_nazywam",
  imNot: "nie_ma_tu nie_mieszka_tu nie_znam żadnego żadnej nie_ma_żadnej nie_jestem to_nie nie_nazywam_się nie_jest",
  email: "mail maile mailem maila email e_mail e_mailem mailowo emailem",
  only: "tylko wolę wole wyłącznie lepiej raczej jedynie",
  join: "zapisywa* zapisał* zapisyw* zapisa* rejestr* subskryb* prosił* zamawiał* zgadzał*",
  angry:
    "oszust* policj* mam_dość mam_dosyć wkurw* natrętn* blokuj* zablok* zablokow* spam spamem odwal* odczep* spierdal* zgłosz* zgłasz* rodo uodo nękan* zmarł* nie_żyje spadaj* wkurza* dajcie_mi_spokój daj_mi_spokój męczy",
  keep: "przegap* uwielbiam kocham stracić super świetn*",
  order:
    "zamówieni* zamowieni* wizyt* terminu paczk* przesyłk* dostaw* rezerwacj* pudełk* produkt* artykuł* rozmiar* zwrot* faktur* zakup* koszyk* promocj* adres* wysyłk* kubek świec* plam*",
  ask: "jak kiedy dlaczego czy gdzie można czemu jeśli",
};
