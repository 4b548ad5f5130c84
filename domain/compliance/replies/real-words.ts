/**
 * Words of dictionaries that are a slip or two away from a word we listen for, and are what they say all the same.
 * Collected by bin/real-words.ts from Debian's word lists of eighteen languages; words may be added by hand.
 */
export const REAL_WORDS: ReadonlySet<string> = new Set(
  `
abbestelle abbestellend abbestellende abbestellens abbestellst abbestellt abbestellte abbestelltem abbestellten
abbestellter abbestelltes abbestelltet abbestellung abbettelten abgestellten abmelde abmeldend abmeldens
abmeldet abrichten abstellen abstrafen abstraguen abstrauen abtragen abzubestellen abzustellen afbelden
afbestellen afhoren afmeldden afmelde afmelder afmeldes afmelken africhten afstralen aftelden anrichten
anstrogen antragen arrecer arrenter arrentez arrester arretar arrete arretee arretei arretem arretera arretere
arretert arretes arretiez arrtez astragel atop aufhoben aufholen aufhore aufhorend aufhorten aufpragen aufragen
auftrage auftragen auftragend auftrages auftraten ausfrage ausfragen ausfragend ausfragten ausgetragen
ausgraben auslagen ausprage auspragen auspragend auspragens auspragten aussagen austilgen austrage austragend
austragende austragens austrager austragerin austragern austragers austragst austragt austragung austrajn
australe australene australes australien austran austraten austratet austreten austrigan austrige austrigon
austringen austrugen auszutragen barreter battering beachten bedachten befruchten beichte beichten beichtend
beichtet bekochten belichte belichten belichtend belichtens belichter belichtet belichtten beluchten bending
benighten berechnen berechte berechten berechtten bereichen bericht berichte berichtend berichtende berichtes
berichtest berichtet berichtete berichteten berichtigen berichtje berichtjes berichts berichtte berichtten
berieten berijder berispten beritten beruchte beruchter beruhten bestellen besuchten betering betichte
betichten betichtten betrachten bettering betuchten bevechten bevochten bevrachten bevruchten bewachten
bezochten bijschrijven bittering blathering bleichten blethering blithering boering boeschen boksering
boltering bonnering bordering bossering botteling bowering brachten brichen brighten brochering bromacoes
brothering burchten busabonnement butchering butlering buttering cancela cancelai cancelam cancelamo cancelara
cancelas cancele canceler cancell cancellai cancellalo cancellammo cancellano cancellare cancellarsi
cancellarti cancellassi cancellasti cancellata cancellate cancellated cancellati cancellato cancellava
cancellavi cancellavo cancelli cancelliamo cancello cancells cancelo cancels cancelt cancer cancerar cancilla
canel canelar canella cannel cannella cantel canyella carcel carreter caucel chancel chancelar cincel cincelar
coacting coenacting cohering comociones comocoes compactez compacting conacring concoctez concocting conducting
confecting conjecting connectez connecting consacrez constatez constating contact contacta contactai contactam
contactant contactar contactas contactat contactau contactdag contacte contacted contactee contacteer
contactees contactei contacteis contactem contacten contactent contacter contactera contacterez contactes
contacteu contacteur contacti contactiez contactile contactin contaction contactions contactis contactjes
contacto contactons contactor contactos contactou contacts containing contante contanten contanter contaste
contastes contate contatei contatem contates contentez contenting contestez contesting contorting contracte
contracted contractee contractem contracten contracter contractes contracteu contractez contractiez contractin
contracting contrastez contrasting convecting convicting coshering cottering dagabonnement decrivez degalonner
degalonnez degazonnement degazonner degazonnez demaconner demaconnez demove desaba desabe desabon desabonament
desabonar desabonare desabone desabonei desabonem desabonen desabones desaboneu desabonna desabonnai
desabonnaient desabonnas desabonnat desabonne desabonnee desabonnees desabonnements desabonnent desabonnera
desabonnerai desabonneras desabonnerent desabonnerez desabonneront desabonnes desabonniez desabonyeg desabor
desabou desamo desarconner desarconnez desato descabestrar descadastrada descadastrado descamaste descaraste
descasaste descontinua descontinue descontinuei descontinuem descontinues descontinuo describir detalonner
discontinu discontinua discontinuai discontinual discontinuam discontinuar discontinuare discontinuas
discontinuat discontinuau discontinued discontinuee discontinuees discontinuem discontinuen discontinuent
discontinuer discontinuera discontinuers discontinues discontinueu discontinuez discontinui discontinuiez
discontinuin discontinuis discontinuite discontinuo discontinuor discontinus discontinuu disconvenue
disinserire diskontinte dithering doschen dotering duplicidad ecriez ecriiez ecrirez ecrive ecrives ecriviez
eichten eliminante eliminee eliminem eliminemo eliminen eliminent eliminere eliminerte encadastrar encadastre
enferien enferren enfornen enfrenen ensagnes entaferren entenen enterben enterden enteren enternden enternet
enterren enterten entfarben entferne entfernend entfernende entfernens entferner entfernern entferners
entfernst entfernt entfernte entferntem entfernten entfernter entferntes entferntet entfernung entfetten
entgegnen entkerne entkernen entkernend entkernens entkerner entkernern entkernten entlehnen entnerven entornen
entrenen entsagens enttarnen entwarnen entwerfen entwerten entzerren envolez envoye envoyee envoyer envoyes
envoyiez erachten erdichten erichsen erpichten errichten erwider essaying estop externen fathering fending
fothering fustagen gathering gedichten geeichten gerachten gerechten gereichten gerichte gerichten gerichter
gerichtes gerichtet geruchten gewichten gewrichten gezichten gophering goschen haustrugen helichten hending
hensgens herrichten hithering hoschen hottering inrichten internen jarreter jarretez kending kontakting
koshering laschen lathering ledsaging leichten lending leschen lischen lochen loochen losche loschend loschens
loscher loschern loschten lottering lstop lubricidad lustrage lustrages mandagens massagens massages massaggi
massaging menageas menagees menagent menageons menagers menages menaging mending mengens menhadens meningens
mensagem mensaje mensapen mensens mensjes mensurens mesanens message messaged messager messagers messaggio
messagings messalina messaline messanes messing messuages metragens mettetelo minagens mishaging mispaging
missaying mithering moithering montagens mothering motherings motherling naberichten nabestellen nachberichten
nachdachten nachmachten nachrechnen nachreichen nachreichte nachreichten nachreichtet nachricht nachruckten
nachsuchten nachtlichten nachzuchten nonacting northering notering ochering ontfermen ophout opprimez oprichten
optoet optou opzout ottering outacting passaging pending pesagens pothering pottering pouthering premocions
premove prestance prestancia producoes projecoes promocion promociona promocionades promocionais promocional
promocionam promocionar promocionares promocionas promocionat promocionats promocionau promocionaves promocione
promocionem promocionen promocioneu promocioni promocionin promocionis promociono promocions promogues promotes
promoties promotionen promotions promotores promotors promoves promovies propagada propagadaj propagadan
propagadas propagade propagadi propagado propagadu propagaja propagan propagand propagandada propagandade
propagandadi propagandado propagandadu propagandaen propagandaer propagandaj propagandajn propagandan
propagandano propagandans propagandant propagandas propagandata propagandate propagandato propagande
propagander propagandes propagandi propagandic propagandila propagandis propagandita propagando propagandoj
propagandon propagandos propagandot propagandota propagandu propagandus propagano propagant propaganta
propagantaj propagantan propagante propaganto propagara propagaria propagarla propagata propagava propagenda
propagendaj propagendan propagendas propagende propagendo propaginta propagonta propalada propalando propoganda
proporciones proporcoes propugnada protecoes protocoles protocols provacoes publicad publicada publicadaj
publicadan publicadas publicerad publicidade publicidades publicinda publicindaj publicindan publicised
publicita publicitada publicitado publicitai publicitam publicitar publicitas publicitat publicized publikigad
pulicidae pulicidal rancel reboke recoke recontacting recrivez reevoke reichten relove remoce remocoes remoe
remole remore remote remova removed removei removem remover removes removeu removi removo rending renove
renvoyez renwagens restaging revoie revok revoka revoked revoker revokes revoki revoko revoks revoku revole
revote rewoke rewove reyoke richten rimuovete roschen rotering rsabonnement rustdagen sancel sanding scamming
scending scop scrittemi scriverei scriveremo scrivermi scrivete scrivetelo seeding seichten seiding sendinga
sendings sendint sendung senking sensing senting sexting shamming shending shop shoppen sinding skamming skop
slamming slettete slop sloppen smattete smektete smeltete smertete smettede smettene smettere smetterla smettet
smittete smop smothering smuttete snop soop soothering sop soppen sopprime southering spammings spasming
spending spettete stamming stap stappen stcp stending step steppen stip stippen sto stoa stob stod stoep
stoepen stof stog stoh stoj stok stol stolp stolpen stom stomp stompen ston stoop stoopen stopa stope stopen
stopfen stopfend stophound stopi stopl stopo stoppe stopped stoppee stoppel stoppeln stoppend stoppene
stoppens stoppent stopper stoppern stoppes stoppet stoppez stoppten stops stopt stopten stoptoets stopu stor
storp stortend stos stot stotend stoup stov stovall stow stowp stoy strop stroppen stup sublimidad
subprime suppliez suppliiez supprima supprimai supprimas supprimat supprime supprimee supprimees suppriment
supprimer supprimera supprimere supprimerez supprimert supprimes supprimiez supprise suppuriez suprime suprimem
suprimes surprime surprimen surprimer surprimes surprimet svettete swop synding tancel teeting tefting teiting
telting tending tenting testing tethering tetting tochering torichten tottering ubersichten uitschijnen
uitschreven uitschrijvend uitschrijvende uitschrijver uitschrijvers uitschrijving uitschuiven umettete
unbothering unsubscribes unsubscripted vending verachten verbinder vercijfer vercijferen verdichten verfijnder
verhinder verhinderen verijdel verijdelen verlichten verlijden vermijden verminder verminderen vernichten
verrichten verrijden versagens verwarder verwender verwijd verwijdde verwijdden verwijde verwijden verwijdend
verwijderd verwijderde verwijderden verwijderend verwijderende verwijdering verwijdert verwijdt verwijfde
verwijfden verwijfder verwijlde verwijlden verwijlen verwijmeren verwijten verwijven verwijzen verwijzer
verwijzers verwilder verwilderd verwilderden verwildere verwilderen verwilderend verwildern verwildert
verwilderten verwildre verwinde verwinden verwindet verwinteren verwoeder verwonder verwonderen verzichten
votering weichten wending wertung withering wuthering zending zurichten zutragen
`
    .trim()
    .split(/\s+/),
);
