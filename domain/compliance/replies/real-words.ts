/**
 * Words of dictionaries that are a slip or two away from a word we listen for, and are what they say all the same.
 * Collected by bin/real-words.ts from Debian's word lists of eighteen languages; words may be added by hand.
 */
export const REAL_WORDS: ReadonlySet<string> = new Set(
  `
abbestelle abbestellend abbestellende abbestellens abbestellst abbestellt abbestellte abbestelltem abbestellten
abbestellter abbestelltes abbestelltet abbestellung abbettelten abgestellten abielden abmelde abmeldend
abmeldens abmeldet abrichten abstellen abstraen abstrafen abstraguen abstrauen abtragen abzubestellen
abzustellen achrichtenk afbelden afbestellen afhoren afmeldden afmelde afmelder afmeldes afmelken africhten
afstralen aftelden altestellen alustraren alustrasen anrichten anstrogen antragen arketer arrecer arrenter
arrentez arrester arretar arrete arretee arretei arretem arretera arretere arretert arretes arretiez arrtez
astragel astwagen athering atop aufhoben aufholen aufhore aufhorend aufhorten aufpragen aufragen auftrage
auftragen auftragend auftrages auftraten aufzhoren ausfrage ausfragen ausfragend ausfragten ausfrauen
ausgetragen ausgraben auslagen ausprage auspragen auspragend auspragens auspragten aussagen austilgen austrage
austragend austragende austragens austrager austragerin austragern austragers austragst austragt austragung
austrajn australe australene australes australien australne austran austraten austratet austregel austreten
austrigan austrige austrigon austringen austrugen auszutragen autragern barreter battering beachten bedachten
befruchten beichte beichten beichtend beichtet bekochten belichte belichten belichtend belichtens belichter
belichtet belichtten beluchten bending benighten berechnen berechte berechten berechtten bereichen bericht
berichte berichteg berichtend berichtende berichtes berichtest berichtet berichtete berichteten berichtigen
berichtje berichtjes berichts berichtte berichtten berieten berijder berispten beritten bernachten bersichten
beruchte beruchter beruhten bestellen besuchten betering betichte betichten betichtten betrachten bettering
betuchten bevechten bevochten bevrachten bevruchten bewachten bezochten bijschrijven bittering blathering
bleichten blethering blithering bloschen boering boeschen boksering boltering bonnering bordering bossering
botteling bowering brachten brichen brichten brichter brighten brochering bromaciones bromacoes brothering
bsichten burchten busabonnement butchering butlering buttering cancela cancelad cancelai cancelam cancelamo
cancelan cancelara cancelare cancelas cancele canceler cancell cancellai cancellalo cancellammo cancellano
cancellare cancellarsi cancellarti cancellassi cancellasti cancellata cancellate cancellated cancellati
cancellato cancellava cancellavi cancellavo cancelli cancelliamo cancello cancells cancelo cancels cancelt
cancer cancerar cancilla canel canelar canella cannel cannella cantel canyella capsellami carcel carreter
caucel centellami chancel chancelar cincel cincelar coacting coenacting cohering comociones comocoes compactez
compacting conacring concoctez concocting conducting confecting conjecting connectez connecting consacrez
constatez constating contact contacta contactad contactai contactam contactan contactant contactar contactas
contactat contactau contactdag contacte contacted contactee contacteer contactees contactei contacteis
contactem contacten contactent contacter contactera contacterez contactes contacteu contacteur contacti
contactiez contactile contactin contaction contactions contactis contactjes contacto contactons contactor
contactos contactou contacts containing contante contanten contanter contantes contaste contastes contate
contatei contatem contates contentez contenting contestez contesting contorting contracte contracted contractee
contractem contracten contracter contractes contracteu contractez contractiez contractin contracting contrastez
contrasting convecting convicting coshering cottering dagabonnement daniellami decrivez degalonner degalonnez
degazonnement degazonner degazonnez demaconner demaconnez demove desaba desabe desabon desabonament desabonar
desabonare desabone desabonei desabonem desabonen desabones desaboneu desabonna desabonnai desabonnaient
desabonnas desabonnat desabonne desabonnee desabonnees desabonnements desabonnent desabonnera desabonnerai
desabonneras desabonnerent desabonnerez desabonneront desabonnes desabonniez desabonyeg desabor desabou desalo
desamo desarconner desarconnez desato desbabo descabestrar descabestre descadastrada descadastrado descamaste
descanaste descaraste descasaste descodaste descontinua descontinue descontinuei descontinuem descontinuen
descontinues descontinuo describir desrabo desygnuje detalonner discontinu discontinua discontinuad
discontinuai discontinual discontinuam discontinuan discontinuar discontinuare discontinuas discontinuase
discontinuat discontinuau discontinued discontinuee discontinuees discontinueis discontinuem discontinuen
discontinuent discontinuer discontinuera discontinuers discontinues discontinueu discontinuez discontinui
discontinuiez discontinuin discontinuis discontinuite discontinuo discontinuor discontinuos discontinus
discontinuu disconvenue disconvine disinserire diskontinte dithering dopiszcie doschen dosylajcie dotering
duplicidad ecriez ecriiez ecrirez ecrive ecrives ecriviez eichten eliminante eliminee eliminem eliminemo
eliminen eliminent eliminere eliminerte encadastrar encadastre enferien enfermen enferren enfornen enfrenen
ensagnes entaferren entenen enterben enterden enteren enternden enternet enterren enterten entfarben entferne
entfernend entfernende entfernens entferner entfernern entferners entfernst entfernt entfernte entferntem
entfernten entfernter entferntes entferntet entfernung entfetten entgegnen entierren entkerne entkernen
entkernend entkernens entkerner entkernern entkernten entlehnen entnerven entornen entrenen entsagens enttarnen
entuerten entwarnen entwerfen entwerten entzerren envolez envoye envoyee envoyer envoyes envoyiez erachten
erdichten erichsen erichte erichtes erichtet erpichten errichten ersagens eruchten erwider essaying estop
ewerbung externen fathering fending fothering fustagen gathering gedichten geeichten gerachten gerechten
gereichten gerichte gerichten gerichter gerichtes gerichtet geruchten gewichten gewrichten gezichten gophering
goschen haustrugen helichten hending hensgens herrichten hithering hoschen hottering inrichten internen
jarreter jarretez kending kontakting koshering laschen lathering ledsaging leichten lending leschen lischen
lochen loochen losche loschend loschens loscher loschern loschten lottering lstop lubricidad lustrage lustrages
lustraren lustrasen mandagens mandellami marcellami massagens massages massaggi massaging menageas menagees
menagent menageons menagers menages menaging menajes mending mengens menhadens meningens mensagem mensaje
mensapen mensens mensjes mensurens mesanens message messaged messager messagers messaggio messagings messalin
messalina messaline messalino messaliny messanes messing messuages metragens mettetelo minagens mishaging
mispaging missaying mithering moithering montagens mothering motherings motherling naberichten nabestellen
nachberichten nachdachten nachmachten nachrechnen nachreichen nachreichte nachreichten nachreichtet nachricht
nachruckten nachsuchten nachtlichten nachzuchten napiszcie nasylajcie nithering nonacting northering notering
nsubscribe ntferne nwerbung obsylajcie ochering odpiszcie odsylajcie ontfermen ophout opiszcie opprimez
oprichten optoet optou opzout osuncie otop ottering outacting passaging pending pesagens piszcie popiszcie
poprzestancie posylajcie pothering pottering pouthering powysylajcie pozostancie premociones premocions premove
prenociones preparanda prestance prestancia prezentancie probaciones prodiciones producoes projecoes
prolaciones promisiones promocion promociona promocionad promocionades promocionais promocional promocionales
promocionam promocionan promocionar promocionares promocionas promocionase promocionases promocionat
promocionats promocionau promocionaves promocione promocioneis promocionem promocionemos promocionen
promocioneu promocioni promocionin promocionis promociono promocions promocje promogues promotes promoties
promotionen promotions promotores promotors promoves promovies pronaciones propagaba propagacja propagad
propagada propagadaj propagadan propagadas propagade propagadi propagado propagadu propagaja propagan propagand
propagandach propagandada propagandade propagandadi propagandado propagandadu propagandaen propagandaer
propagandaj propagandajn propagandami propagandan propagandano propagandans propagandant propagandas
propagandata propagandate propagandato propagande propagander propagandes propagandi propagandic propagandila
propagandis propagandita propagando propagandoj propagandom propagandon propagandos propagandot propagandota
propagandowa propagandu propagandus propagandy propagano propagant propaganta propagantaj propagantan
propagante propaganto propagara propagaria propagarla propagata propagava propagenda propagendaj propagendan
propagendas propagende propagendo propaginta propagonta propalada propalando propasada propasando propoganda
proporciones proporcoes propugnada protecoes protestancie protocoles protocols provacoes przedostancie
przedstawcie przedtakcie przesianie przeslance przeslanie przesloncie przesmazcie przespanie przesracie
przesrajcie przesranie przestajecie przestalacie przestanciez przestane przestani przestania przestanie
przestaniecie przestaniem przestaniu przestanki przestankiem przestanze przestapcie przestapciez przestapicie
przestapie przestawce przestawcie przestawciez przestawcze przestawicie przestawie przestawnice przestawnie
przestoicie przestojcie przesuncie przetancze przetarcie przystancie przystanciez przystanie przystapcie
przystawcie przytancie publicad publicada publicadaj publicadan publicadas publicerad publicidade publicidades
publicinda publicindaj publicindan publicised publicita publicitada publicitado publicitai publicitam
publicitar publicitas publicitat publicized publikigad pulicidae pulicidal rancel reboke recoke recontacting
recove recrivez reevoke reichten relove remoce remociones remocoes remoe remoje remole remore remote remova
removed removei removem remover removes removeu removi removo rending renove renvoyez renwagens restaging
restancie revoie revok revoka revoked revoker revokes revoki revoko revoks revoku revole revote rewoke rewove
reyoke rezonuje rezyduje rezygnacje rezygnuj rezygnuja rezygnujac rezygnujace rezygnujcie rezygnujemy
rezygnujesz rezygnujmy rezygnujze richten rimuovete rloschen roschen rotering rsabonnement rustdagen samming
sancel sanding scamming scending scop scrittemi scriverei scriveremo scrivermi scrivete scrivetelo seeding
seichten seiding sendinga sendings sendint sendung senking senring sensing senting sexting shamming shending
shop shoppen sinding skamming skop slamming slettete slop sloppen smattete smektete smeltete smertete smettede
smettene smettere smetterla smettet smittete smop smothering smuttete snop soop soothering sop soppen sopprime
southering spammingi spammings spammingu spasming spending spettete spiszcie stamming stap stappen stcp
stending step steppen stip stippen sto stoa stob stod stoe stoep stoepen stof stog stoh stoi stoj stok stol
stolp stolpen stom stomp stompen ston stoo stoop stoopen stopa stope stopen stopfen stopfend stophound stopi
stopien stopl stopo stoppe stopped stoppee stoppel stoppeln stoppend stoppene stoppens stoppent stopper
stoppern stoppes stoppet stoppez stoppten stops stopt stopten stoptoets stopu stopy stor storp stortend stos
stot stotend stoup stov stovall stow stowp stoy stoz strop stroppen stup styp sublimidad subprime
subprimes suppliez suppliiez supprima supprimai supprimas supprimat supprime supprimee supprimees suppriment
supprimer supprimera supprimere supprimerez supprimert supprimes supprimiez supprise suppuriez suprime suprimem
suprimen suprimes surprime surprimen surprimer surprimes surprimet sustraen svettete swiadomosc swiadomosci
swiadomoscia swop synding szop tancel teeting tefting teiting telting tending tenting testing tethering tetting
textings tochering torichten tottering ubersichten uftragen uitschijnen uitschreven uitschrijvend
uitschrijvende uitschrijver uitschrijvers uitschrijving uitschuiven umbestellen umettete unbothering
unsubscribes unsubscripted usnucie usrichten ustragern usunciez usunie utop vending verachten verbinder verbung
vercijfer vercijferen verdichten verfijnder verhinder verhinderen verijdel verijdelen verlichten verlijden
vermijden verminder verminderen vernichten verrichten verrijden versagens verwarder verwender verwijd verwijdde
verwijdden verwijde verwijden verwijdend verwijderd verwijderde verwijderden verwijderend verwijderende
verwijdering verwijdert verwijdt verwijfde verwijfden verwijfder verwijlde verwijlden verwijlen verwijmeren
verwijten verwijven verwijzen verwijzer verwijzers verwilder verwilderd verwilderden verwildere verwilderen
verwilderend verwildern verwildert verwilderten verwildre verwinde verwinden verwindet verwinteren verwoeder
verwonder verwonderen verzichten votering weichten wending wertung wiadomosc wiadomoscia wiadomosciom
wiadomostce wiadomostki withering wopiscie wpisz wpiszcie wpiszciez wpiszecie wpylajcie wsuncie wsysajcie wtop
wuthering wybulajcie wybywajcie wychlajcie wychylajcie wycieszcie wycioszcie wycisz wyciszacie wyciszcie
wyciszciez wyciszycie wydalajcie wydolajcie wydygajcie wydymajcie wydyszcie wygalajcie wyhulajcie wykpisz
wykulajcie wylajcie wyliczcie wyliscie wylizcie wymulajcie wymydlajcie wymykajcie wymyslajcie wymywajcie
wyniszcze wyoblajcie wypaczcie wypalajcie wyparzcie wypasacie wypascie wypasz wypaszcie wypaszciez wypaszecie
wypedzcie wypicie wypiecie wypieczcie wypiekszcie wypielcie wypierzcie wypiesccie wypieszcze wypijacie wypijcie
wypijecie wypikacie wypinacie wypis wypisanie wypisce wypisie wypisu wypisujcie wypisy wypisza wypiszciez
wypisze wypiszecie wypiszze wyploszcie wyposazcie wyposccie wyposzcze wyprazcie wyprezcie wypuczcie wypusccie
wypuscie wypuszcze wypytajcie wyruszcie wyrywajcie wysalacie wysalajcie wysalajciez wysikajcie wysilacie
wysilajcie wysilajciez wyslawcie wyslijcie wyspisz wysrajcie wysrywajcie wystygajcie wysuplajcie wysuszcie
wysuwajcie wysycacie wysycajcie wysycajciez wysychajcie wysyfiajcie wysylacie wysylajace wysylajciez wysylajze
wysylanie wysypiajcie wysypujcie wysysacie wysysajcie wysysajciez wyszywajcie wytykajcie wytytlajcie wywalajcie
wyweszcie wywiazcie wywiezcie wywolajcie wyzalajcie wyzylujcie wyzymajcie wyzynajcie wyzywajcie ytop
zaprzestancie zasylajcie zending zrezygnuj zrezygnuja zrezygnuje zrezygnujze zsuncie zsylajcie zurichten
zutragen
`
    .trim()
    .split(/\s+/),
);
