import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const dutch: Words = {
  end: "van_af_kom kom_ik_van afkomen stop stopt stoppen ophouden hou_op houd_op houdt_op kap* kappen uitzetten zet_dit_uit zet_deze_uit uit_zetten beëindig* staak staken zet_uit uitschakelen zet",
  leave:
    "hou_hiermee_op hou_daarmee_op hou_er_mee_op hou_eens_op zet_dit_uit kappen_nu van_deze_berichten_af van_de_lijst_af afmeld* uitschrijv* schrijf_me_uit schrijf_mij_uit meld_me_af meld_ik_me_af afgemeld uitgeschreven af_te_melden uit_te_schrijven uitschrijving meld_mij_af schrijft_u_mij_uit eruit_halen van_af_komen wil_eraf wil_eruit uitschrij* afmelde hoe_stop_ik",
  cancel: "annul* opzeg* zeg_op afzeg*",
  erase: "verwijder* haal halen wis wissen schrap* gooi verwijderd haal_me schrappen weghalen",
  send: "stuur* sturen sms_en smsen smst app appen appt schrijf schrijven berichten contact* benader* bel bellen lastig* toegestuurd stuurt gestuurd texten apps appje spammen spam bestook* bericht_sturen berichtjes_sturen",
  texts:
    "bericht* sms smsjes smsje sms_jes berichtjes reclame reclames meldingen spam aanbiedingen appjes smsen msgs sms_en rotzooi berichte mailtjes reclam*",
  no: "geen niet nooit niks niets zonder nie gene nee_geen gn nix nooit_meer niks_meer",
  more: "meer langer nooit_meer verder* weer voortaan",
  want: "wil wens willen hoef interesse belangstelling toestemming behoefte zin gevraagd wou wilde intresse geinteresseerd geïnteresseerd nodig",
  get: "ontvang* krijg* gekregen binnengekregen gehad aangekomen",
  me: "me mij mijn ons ik",
  number: "nummer telefoonnummer gsm mobiel telefoon nr tel telefoonnr mobieltje toestel",
  list: "lijst bestand database verzendlijst mailinglijst lijsten",
  wrong: "verkeerd verkeerde fout foute foutief vergist vergissing verkeerds hoort",
  isnt: "is_niet ben_niet niet_meer_het is_niet_meer niet_het ben_geen is_geen niet_van hoort_niet woont_hier_niet niet_de_telefoon niet_het_nummer niet_meer_van",
  imNot:
    "hier_woont_geen woont_geen ken_geen er_is_geen ik_ben_niet ik_ben_geen dit_is_niet hier_geen ben_geen ik_heet_geen",
  email: "mail mails email e_mail mailen emails",
  only: "alleen liever enkel uitsluitend slechts graag_via",
  join: "aangemeld ingeschreven opgegeven aanmelden geabonneerd toestemming_gegeven gevraagd",
  angry:
    "vervelend* ophoepelen zat_van politie oplichting lastig_gevallen genoeg_van_jullie geblokkeerd blokkeer* blokkeren laat_me_met_rust laat_mij_met_rust spam stalk* rot_op oprotten donder_op aangifte overleden avg flikker rapporteer* irritant ga_jullie_melden jullie_melden u_melden meld_jullie melden_bij rapporteren klacht klachten autoriteit acm lastigvallen met_rust rust_laten verkeerd_nummer verkeerd_nr verkeerde_nummer verkeerde_persoon fout_nummer foute_nummer verkeerd_verbonden ken_jullie_niet ken_u_niet geen_klant geen_klant_meer blokkeer_jullie jullie_blokkeren nooit_aangemeld nooit_gevraagd nooit_om_gevraagd nooit_toestemming niet_om_gevraagd sodemieter* flikker_op opgerot opzouten opdonderen schei_uit scheid_uit schei_toch kap_ermee kappen_met kap_met ergerlijk ergert storend stoort is_dood verhuisd nummer_gewisseld ander_nummer nieuw_nummer telefoon_verkocht stalking hinderlijk irriteert niet_meer_doen niet_doen_aub wil_ik_niet_meer niet_geinteresseerd geen_interesse geen_intresse hoeft_niet_meer hoeft_van_mij_niet geen_zin_in geen_zin_meer niet_die_persoon niet_de_persoon al_gezegd al_gevraagd_om al_drie_keer geen_behoefte_aan",
  keep: "missen mis leuk blijf vergeet geweldig",
  order:
    "bestelling* afspraak afspraken levering pakket pakketje pakje zending artikel* product* maat reservering retour ruilen box doos aankoop factuur adres boeking kaars mok vlekken model verkopen korting kleur trui jurk sokken muts schoenen winkel geen_tas een_tas eindigt_op mijn_nieuwe_nummer nieuwe_nummer_is nieuw_nummer_is",
  ask: "hoe wanneer waarom kan_ik of waar als wat mag_ik",
  enough:
    "te_veel teveel zoveel zo_veel veel_te genoeg_van zat elke_dag iedere_dag constant continu de_hele_dag heel_vaak te_vaak beu",
  source:
    "hoe_komen_jullie hoe_komt_u hoe_kom_je hoe_kom_jij van_wie_hebben van_wie_heb_je waar_hebben_jullie waar_heeft_u waar_heb_je wie_heeft_jullie wie_gaf waarvan_hebben hoe_hebben_jullie wie_heeft_mijn hoe_heb_je",
  iAm: "ik_ben dit_is ik_heet hier_is",
  praise: "mooi mooie leuk schattig grappig prachtig geweldig gaaf",
};
