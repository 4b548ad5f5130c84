import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const polish: Words = {
  end: "przesta* stop dość dosyć koniec skończ* zaprzesta* wyłącz* wstrzym* zakończ* starczy wystarczy dajcie_spokój",
  leave:
    "wypis* wypisz* wyrejestr* odsubskryb* odsubskrybuj* rezygn* zrezygn* wyrezygn* wypisac_się anuluj_subskrypcję anulować_subskrypcję wypiąć wypisać wypisuj* wykreślcie wypisanie jak_zrezygnować rezygnacja odsubskrybować",
  cancel: "anulow* anuluj* odwoł* odwołać",
  erase:
    "usuń* usun* usuwa* skasuj* kasuj* skreśl* wykreśl* wyrzuć* wymaż* wykasuj* zabierz* wyrzućcie wywal* usunąć skasować wymazać",
  send: "wysył* przysył* pisz* pisać pisac wysyła* wysyl* przysyła* przysyl* śl* slij* slijcie kontakt* smsuj* nęka* spamuj* dzwon* niewysyłan* nieprzesył* nieprzesyłan* przesyła* napisz* zawraca* piszcie wysylac wysyłać przysyłać slac słać nekac dzwonić truj* zaśmiec* wysylajcie",
  texts:
    "wiadomości wiadomość wiadomosci sms smsy smsów smsow smsami smsa sms_ów sms_y reklam* ofert spam spamu spamem powiadom* esemes* newsletter* smski smsków wiadomosc reklamy reklam spamy mesedż* wasze_promocje waszych_promocji wasze_oferty waszych_ofert wasze_reklamy waszymi_promocjami",
  no: "nie bez żadnych zadnych żadne nigdy nic zero niczego nei żadnej żadnego",
  more: "więcej wiecej już juz nigdy_więcej ponownie dalszych kolejnych",
  want: "chcę chce chcemy życzę zycze potrzebuję interes* zgod* zgadzam wyrażam zainteresow* chciałem chciałam potrzebne interesuje interesują zgody zgoda zgodę prosiłem",
  get: "dosta* otrzym* przysz* przyszedł doszedł",
  me: "mnie mi mój moj moje mną nas mojego ja",
  number: "numer numeru nr telefon telefonu komórk* tel komórka numery telefon* num",
  list: "listy lista liście bazy baza bazie",
  wrong: "zły zly błędny pomyłka pomylka pomyłkowo pomylił* pomylili* pomyłkę niewłaściwy należy",
  isnt: "to_nie nie_jest już_nie nie_jestem juz_nie nie_należy nie_mieszka nie_ten nie_nazywam to_już_nie już_nie_jest nie_ma_już",
  imNot: "nie_ma_tu nie_mieszka_tu nie_znam żadnego żadnej nie_ma_żadnej nie_jestem to_nie nie_nazywam_się nie_jest",
  email: "mail maile mailem maila email e_mail e_mailem mailowo emailem",
  only: "tylko wolę wole wyłącznie lepiej raczej jedynie",
  join: "zapisywa* zapisał* zapisyw* zapisa* rejestr* subskryb* prosił* zamawiał* zgadzał*",
  angry:
    "oszust* policj* mam_dość mam_dosyć wkurw* natrętn* blokuj* zablok* zablokow* spam spamem odwal* odczep* spierdal* zgłosz* zgłasz* rodo uodo nękan* zmarł* nie_żyje spadaj* wkurza* dajcie_mi_spokój daj_mi_spokój męczy dajcie_spokój dajcie_mi daj_spokój dajcie_se zostawcie_mnie zostawcie_nas odczepcie odpiepr* odpierd* odwalcie spadówa wynocha wynoś* denerwuj* irytuj* nachaln* upierdliw* wkurz* mam_was_dość mam_tego_dość dość_tego pomyłka_numeru zły_numer to_pomyłka pomyłka pomyłkowy pomylił* pomyliliście zła_osoba błędny_numer nie_ten_numer nie_znam_was nie_jestem_klient* nie_znam_pana policja prawnik uokik skarg* blokuję nigdy_się_nie_zapis* nie_zapisywał* nie_wyraż* nie_wyrazil* nie_zgadz* zmieniłem_numer zmieniłam_numer sprzedałem_telefon umarł* wyprowadz* nieproszone natrętni natręctwo nie_interesuje_mnie nie_dziękuję_nie nie_jestem_zainteresowan* nie_chcę_tego nie_trzeba_mi nie_jestem_tą_osobą to_nie_ta_osoba już_mówiłem już_mówiłam już_prosiłem już_prosiłam nie_mam_ochoty",
  keep: "przegap* uwielbiam kocham stracić super świetn*",
  order:
    "zamówieni* zamowieni* wizyt* terminu paczk* przesyłk* dostaw* rezerwacj* pudełk* produkt* artykuł* rozmiar* zwrot* faktur* zakup* koszyk* adres* wysyłk* kubek świec* plam* kolor czapk* buty butów sukienk* wymian* godzin* spodni* kończy_się_na mój_nowy_numer nowy_numer_to nowy_to",
  ask: "jak kiedy dlaczego czy gdzie można czemu jeśli",
  enough: "za_dużo zbyt_dużo zbyt_wiele tyle ciągle codziennie za_wiele non_stop bez_przerwy wciąż za_często mnóstwo",
  source:
    "skąd_macie skąd_masz skąd_pan skąd_pani skąd_wzięliście skąd_ten kto_wam_dał kto_dał kto_podał kto_ci_dał kto_wam_podał jak_zdobyliście skąd_mój skąd_wy",
  praise: "piękne piękny piękna śliczne śliczny śliczna cudowne cudne urocze śmieszne boskie",
};
