import { toPlainLetters } from "#domain/compliance/replies/fold";

const KEYWORD =
  "stop|stopp|arret|baja|alto|sair|parar|pare|afmelden|wypisz|end|quit|unsubscribe|cancel|cancelar|abmelden|basta|стоп|спри|отписаться|отказ|توقف|الغاء|إلغاء|停止|配信停止|ストップ|退订";
const SEND =
  "reply|text|txt|send|answer|respond|type|msg|tap|repondez|repondre|reponds|envoyez|envoyer|tapez|responde|responda|responder|envia|envie|enviar|escribe|escriba|contesta|antworte|antworten sie|antworten|antwort mit|sende|senden sie|schicke|mit|rispondi|rispondere|invia|inviare|scrivi|antwoord|antwoorden|stuur|sms|odpisz|wyslij|napisz|ответьте|отправьте|ответ|пришлите|напишите|отговорете|изпратете|отговори с|напишете|отправь|ارسل|ارسال|رد ب|اكتب";
const PURPOSE =
  "to|2|pour|para|zum|zur|um|per|om|aby|by|zeby|чтобы|для|за|на|لالغاء|للالغاء|au|a|و|at any time|anytime|if|ende|endet|beendet|abmelden";

/** "Reply STOP to opt out", "STOP pour vous désabonner", in any of our languages. */
const TELLS_HOW = new RegExp(
  [
    `(?<![\\p{L}\\p{N}])(?:${SEND})\\s+(?:with |with the word |mit |the word |con |avec |par |met |slowo |słowo |словом |con la palabra |كلمه )?["'“”«»„‘’]?(?:${KEYWORD})(?![\\p{L}\\p{N}])`,
    `^["'“«„‘]?(?:${KEYWORD})["'”»“’]?\\s+(?:${PURPOSE})\\s+\\S`,
    `(?:${KEYWORD})\\s*と?(?:を)?(?:返信|送信)|停止は\\s*stop|(?:解除|停止)は`,
    `(?<![\\p{L}\\p{N}])(?:abmelden|abbestellen|abmeldung|отписка|отписаться|disiscriverti|opt out|unsubscribe|opt-out)\\s*(?:mit|:|=|with|con)\\s*(?:${KEYWORD})`,
  ].join("|"),
  "u",
);

/** Whether a sentence tells how to stop texts, as businesses do; it is not somebody's own STOP. */
export function isInstruction(sentence: string): boolean {
  return TELLS_HOW.test(toPlainLetters(sentence).trim());
}
