import { toPlainLetters } from "#domain/compliance/replies/fold";

/** Words that begin so, in a folded text. Without blanks between words they may stand anywhere. */
function oneOf(...lists: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}])(?:${lists.join("|")})`, "u");
}
function matchAnywhere(...lists: string[]): RegExp {
  return new RegExp(lists.join("|"), "u");
}

const SAYS_SO = [
  oneOf(
    "auto ?reply|auto-reply|autoreply|auto-response|automat(?:ic|ed) (?:reply|response|message|text)|unmonitored|not monitored|isn'?t monitored|does(?:n'?t| not) accept (?:text|incoming)|cannot receive text|can'?t receive text|landline|do not reply to this|voicemail|voice mail",
    "respuesta automatica|mensaje automatico|buzon de voz|no recibe mensajes|no responda a este",
    "reponse automatique|message automatique|messagerie vocale|repondeur|ne pas repondre a ce",
    "automatische (?:antwort|nachricht)|automatisch (?:generiert|erstellt)|mailbox|abwesenheitsnotiz|automatisch antwoord|automatische? (?:antwoord|bericht|reactie)|antwoordapparaat|afwezigheids",
    "risposta automatica|messaggio automatico|segreteria telefonica|resposta automatica|mensagem automatica|caixa postal|correio de voz",
    "automatyczna odpowiedz|wiadomosc automatyczna|autoodpowiedz|poczta glosowa|odpowiedz automatyczna",
    "автоответ|автоматическ(?:ии|ое|ая)|голосовая почта|автоматичен отговор|автоматично съобщение|гласова поща|автоматичн",
    "رد تلقائي|رساله تلقائيه|رد الي|البريد الصوتي|هذا الرد تلقائي",
  ),
  matchAnywhere("自動返信|自動応答|自動送信|留守番電話"),
];

const DRIVING = [
  oneOf(
    "(?:i'?m|im|i am|currently) driving|driving (?:with|right now|mode)|while driving",
    "conduciendo|manejando|al volante|en conduisant|au volant|je conduis|autofahren|am steuer|beim fahren|im auto unterwegs|ich fahre gerade|fahre gerade",
    "sto guidando|alla guida|mentre guido|dirigindo|ao volante|conduzindo|a conduzir|aan het rijden|achter het stuur|onder het rijden|tijdens het rijden",
    "prowadze (?:samochod|auto|teraz|pojazd)|jestem za kierownica|kierownica|за рулем|веду машину|вождени|шофирам|зад волана|карам кола|اقود|القياده|اسوق|اثناء القياده",
  ),
  matchAnywhere("運転中|運転して"),
];
const LATER = [
  oneOf(
    "do not disturb|when i get|see your message|will (?:see|read|reply|get back|text you)|i'?ll (?:see|read|reply|get back|text|answer|call)|later|notifications|focus|respond when",
    "no molestar|vere (?:tu|el|su)|cuando llegue|mas tarde|luego|ne pas deranger|plus tard|a mon arrivee|quand j'arrive|je verrai|rappel|nicht storen|melde mich|spater|sobald ich|wenn ich",
    "non disturbare|quando arriv|piu tardi|vedro|nao perturbe|nao incomodar|quando chegar|mais tarde|verei|niet storen|later|als ik er ben|zodra ik",
    "nie przeszkadzac|pozniej|odczytam|odezwe|odpisze|gdy dotre|не беспокоить|позже|отвечу|прочитаю|когда приеду|не ме безпокоите|по-късно|ще видя|ще отговоря|когато пристигна|عدم الازعاج|لاحقا|عند وصولي|ساري|سارد|بعدين",
  ),
  matchAnywhere("到着|後ほど|後で|通知をオフ|おやすみモード|確認します"),
];

const AWAY = [
  oneOf(
    "out of (?:the )?office|on annual leave|on sick leave|on a business trip|out of town|on (?:vacation|leave|holiday|pto|parental leave|maternity leave)|away from (?:my phone|my desk|the office)|not receiving notifications|notifications silenced|in a meeting|ooo(?![\\p{L}])",
    "fuera de la oficina|de viaje de negocios|de permiso|de vacaciones|fuera de oficina|de baja medica|en una reunion|notificaciones silenciadas|absent|absente|en vacances|en conge|en deplacement|en arret maladie|hors du bureau|en reunion|notifications (?:en sourdine|desactivees)",
    "nicht im haus|auf dienstreise|krankgeschrieben|auf reisen|nicht im buro|im urlaub|abwesend|ausser haus|in urlaub|in einer besprechung|elternzeit|mitteilungen stumm|fuori ufficio|in trasferta|in malattia|fuori sede|in ferie|in vacanza|in riunione|assente|fora do escritorio|de licenca|em viagem de trabalho|de ferias|em reuniao|ausente",
    "afwezig|(?:op|met) vakantie|(?:met|op) (?:zwangerschaps|ouderschaps)?verlof|op zakenreis|niet op kantoor|met verlof|in vergadering|na urlopie|poza biurem|nieobecn|na zwolnieniu|na spotkaniu|na wakacjach|w delegacji|w podrozy sluzbowej|в отпуске|в командировке|на больничном|не в офисе|на совещании|в отпуск|в командировка|в болничен|отсъствам|извън офиса|на среща|في اجازه|خارج المكتب|في اجتماع|اجازه حتي|في مهمه عمل|مسافر حتي",
  ),
  matchAnywhere("休暇|お休みを|不在|外出中|会議中|出張中"),
];
const UNTIL = [
  oneOf(
    "until|till|back on|return|urgent|contact|no access|limited access|will (?:reply|respond|get back|be back)|i'?ll (?:reply|respond|get back|be back)|through (?:mon|tue|wed|thu|fri|jan|feb|dec)",
    "hasta|regreso|vuelvo|urgente|contacte|responder|jusqu|retour|urgence|contacter|contactez|bis|zuruck|dringend|wenden|ruckkehr|melde mich|fino|rientro|urgenz|contattare|tornero|ate|retorno|voltarei|volto|urgencia",
    "tot|t/m|terug|lees (?:mijn |de )?berichten|dringend|spoed|neem contact|do \\d|wroce|wracam|pilne|prosze o kontakt|kontaktowac|от \\d|до|вернусь|срочн|обращ|се връщам|спешн|отговоря|حتي|اعود|للطوارئ|عاجل",
    "scrivere a|write to|schreiben sie (?:an|bitte)|escribir a|ecrire a|email ",
  ),
  matchAnywhere("まで|戻り|緊急|急ぎ"),
];

const THANKS = [
  oneOf(
    "(?:thanks|thank you) for (?:text|contact|your (?:message|text|call|interest|inquiry|patience)|reach|messag|call|getting in touch|choosing|writing)|you(?:'?ve| have) reached|we(?:'?ve| have)? received your (?:message|text)|your (?:message|text) has been received|hi,? this is .{1,40}(?:assistant|team)",
    "gracias por (?:contactar|comunicar|su mensaje|tu mensaje|escribir|llamar|contactarnos|ponerse|preferir)|hemos recibido (?:su|tu) mensaje|recibimos (?:su|tu) mensaje|merci (?:de nous avoir|d'avoir (?:contact|ecrit|appel)|de votre (?:message|appel)|pour votre (?:message|appel)|de contacter|de nous contacter)|nous avons (?:bien )?recu votre",
    "(?:vielen dank|danke|besten dank|herzlichen dank) (?:fur (?:ihre|deine|die) (?:nachricht|anfrage|kontakt|mitteilung)|dass sie)|ihre nachricht (?:ist|wurde)|wir haben ihre nachricht|grazie per (?:aver|averci|il (?:tuo|suo|vostro) messaggio|la (?:tua|sua)|averci)|abbiamo ricevuto il",
    "(?:obrigado|obrigada|agradecemos) (?:por|pelo|pela|o seu|a sua|seu) ?(?:entrar|contat|contact|mensagem|seu|sua|o|a|nos)|recebemos (?:sua|a sua)|(?:bedankt|dank|dank u|dank je) (?:u |je )?(?:voor (?:uw|je|het|jouw|contact)|dat u)|wij hebben uw bericht|we hebben (?:uw|je) bericht",
    "dziekujemy za (?:kontakt|wiadomosc|wyslanie|zgloszenie|przeslanie)|otrzymalismy|спасибо за (?:обращ|сообщ|ваш|звон|контакт)|благодарим за|ваше (?:сообщение|обращение) (?:получ|принят)|благодарим,? (?:ви|че)|благодарим ви|получихме вашето|شكرا (?:لتواصل|لتواصلكم|علي تواصل|لاتصال|لمراسل|لرسالت)|لقد استلمنا|تم استلام رسالت|نشكركم",
  ),
  matchAnywhere(
    "お問い合わせ(?:いただき)?(?:、)?(?:誠に)?ありがとう|ご連絡(?:いただき)?(?:、)?(?:誠に)?ありがとう|お問合せ|お電話ありがとう",
  ),
];
const BUSINESS = [
  oneOf(
    "closed|hours|office|business day|shortly|soon|as soon as|our team|will (?:answer|respond|reply|get back|be with you|contact)|monday|representative|24 hours|msg|opt out|reply |appointment|team member",
    "cerrad|horario|oficina|en breve|pronto|responderemos|contestaremos|lunes|equipo|atenderemos|ferme|horaire|heures|bientot|rapidement|repondrons|lundi|equipe|repondez|delais",
    "geschlossen|offnungszeiten|sprechzeiten|melden uns|in kurze|bald|montag|erreichbar|team|bearbeit|schnellstmoglich|chiusi|orari|chius|risponderemo|al piu presto|lunedi|ricontatteremo|team|fechad|horario|atend|breve|responderemos|segunda|equipe|retornaremos",
    "gesloten|openingstijden|zo snel mogelijk|zo spoedig|maandag|reageren|bereikbaar|nieczynn|zamkniet|godzin|odpowiemy|wkrotce|poniedzial|skontaktujemy|закрыт|ответим|рабоч|понедельник|свяжемся|ближайшее|режим|затворен|работн|ще отговорим|ще се свържем|понеделник|скоро|възможно|مغلق|دوام|سنرد|سنتواصل|قريبا|اقرب وقت|ساعات|الاحد",
  ),
  matchAnywhere("営業|受付|時間|担当|折り返し|返信いたします|休業"),
];

/** Voices of networks and phones that answer for somebody. */
const ANSWERS_FOR = [
  oneOf(
    "sorry,? i can'?t talk right now|can'?t talk (?:right )?now|the (?:person|subscriber|number|customer) you(?:'?ve| have| are|'?re)? (?:dial|call|text|try|reach)|i'?m busy (?:right )?now|message (?:could not|was not|not) (?:be )?deliver|free msg|undeliverable",
    "no puedo hablar|el (?:numero|abonado) que (?:usted )?(?:marco|ha marcado)|je ne peux pas (?:parler|repondre)|votre correspondant|l'abonne|kann gerade nicht (?:sprechen|telefonieren|reden)|der (?:gewunschte|angerufene) (?:gesprachspartner|teilnehmer)",
    "non posso (?:parlare|rispondere)|il cliente|l'utente (?:da lei|chiamato)|nao posso falar|nao posso atender|o (?:cliente|numero) (?:que|para)|kan nu niet (?:praten|bellen|opnemen)|nie moge (?:teraz )?rozmawiac|abonent|не могу (?:сейчас )?говорить|сеичас не могу|абонент|не мога да говоря|لا استطيع التحدث|الرقم المطلوب",
  ),
  matchAnywhere("今は電話に出られません|電話に出られません|おかけになった"),
];

const some = (all: RegExp[], text: string) => all.some((one) => one.test(text));

/** Whether a machine wrote it for somebody: a phone in a car, an out-of-office, a business, a voicemail. */
export function isAutomatic(body: string): boolean {
  const text = toPlainLetters(body).replace(/[’‘`]/g, "'").replace(/\s+/g, " ");
  return (
    some(SAYS_SO, text) ||
    (some(DRIVING, text) && some(LATER, text)) ||
    (some(AWAY, text) && some(UNTIL, text)) ||
    (some(THANKS, text) && some(BUSINESS, text)) ||
    some(ANSWERS_FOR, text)
  );
}
