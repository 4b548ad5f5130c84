import { typedKeywords } from "#domain/compliance/opt-out-words";
import { wordsOf } from "#domain/compliance/replies/fold";
import { isSlip } from "#domain/compliance/replies/typing";
import { plainWord } from "#domain/compliance/reply-words";
import { sortReply } from "#domain/conversations/topics/sort-reply";

/**
 * What people text who want nothing: a plain no, a goodbye, a way out. Alone they are talk to the consent rules, since they may answer
 * any question; as a keyword that subscribes people they would turn a no into a yes.
 */
const REFUSALS = [
  ..."no|nope|nah|naw|nay|no no|no way|no more|no thanks|no thank you|no thx|not now|not me|not interested|never|never again".split(
    "|",
  ),
  ..."leave|leave me|leave me alone|out|i'm out|get out|off|turn off|opt off|bye|bye bye|goodbye|go away|exit|enough|done|i'm done".split(
    "|",
  ),
  ..."delete|delete me|drop|drop me|block|mute|pause|wrong|wrong number|unfollow|disable|decline|reject|refuse|withdraw".split(
    "|",
  ),
  ..."stops|stopped|stopping|no stop|end it|ends|ended|quits|cancels|cancelled|canceled|removed".split("|"),
  // German
  ..."nein|nein danke|ne|nee|nö|nie|niemals|nicht|kein|keine|aus|raus|weg|ende|schluss|tschüss|genug|fertig|löschen|abbestellen".split(
    "|",
  ),
  // French
  ..."non|non merci|nan|jamais|quitter|sortir|partir|dehors|assez|fin|au revoir|adieu|arrêter|arrêtez|arrête|supprimer|ça suffit".split(
    "|",
  ),
  // Spanish
  ..."no gracias|nunca|jamás|salir|fuera|adiós|chao|basta ya|suficiente|borrar|quitar|eliminar|termina|terminar".split(
    "|",
  ),
  // Italian
  ..."no grazie|mai|esci|uscire|ferma|fermare|fermati|fuori|via|addio|ciao|fine|stoppa|smetti|elimina|cancellami".split(
    "|",
  ),
  // Portuguese
  ..."não|nao obrigado|não obrigada|nem|fora|tchau|chega|sai|parem|pare|encerrar|remover|apagar".split("|"),
  // Dutch
  ..."nee dank je|nee bedankt|neen|nooit|uit|weg ermee|doei|genoeg|klaar|stoppen|verwijder|verwijderen".split("|"),
  // Polish
  ..."nie dziękuję|nigdy|koniec|dość|wyjdź|usuń|rezygnuję|precz|pa".split("|"),
  // Swedish, Norwegian, Danish, Finnish
  ..."nej|nej tack|nei|aldri|aldrig|sluta|slutt|slut|avsluta|avslutt|ut|hejdå|ei|en halua|lopeta|poistu".split("|"),
  // Russian, Ukrainian, Bulgarian
  ..."нет|не|не надо|ні|никогда|хватит|уйди|выход|выйти|пока|отмена|удалить|стоп|край|изход".split("|"),
  // Greek, Turkish, Romanian, Hungarian, Czech
  ..."όχι|ποτέ|έξω|φύγε|τέλος|αντίο|hayır|asla|çık|çıkış|bitti|yeter|nu|nu mulțumesc|ieșire|gata|nem|soha|elég|ne|nikdy|konec|dost".split(
    "|",
  ),
  // Arabic, Hebrew
  ..."لا|لا شكرا|كلا|أبدا|خروج|كفى|وداعا|לא|לא תודה|די|מספיק|צא|ביי".split("|"),
  // Hindi, Chinese, Japanese, Korean
  ..."नहीं|ना|बंद|बस|不|不要|不用|不是|再见|再見|滚|いいえ|いや|やめて|結構です|さようなら|아니요|아니|싫어요|그만|안녕".split(
    "|",
  ),
];

/** Courtesies and accords of languages and spellings that the topics don't sort. */
const AGREEMENTS =
  "ok|okay|oke|okey|okej|okk|k|kk|sure|yeah|yea|yep|yup|thanks|thank you|thx|ty|cool|nice|great|fine|good|right|hi|hello|hey|будь|хорошо|спасибо|ок|да|ναι|εντάξει|ευχαριστώ|نعم|شكرا|حسنا|כן|תודה|好|好的|谢谢|謝謝|ありがとう|네|감사합니다|danke|merci|gracias|grazie|obrigado|obrigada|bedankt|dank je|dzięki|tack|takk|tak tak|kiitos|evet|tamam|teşekkürler".split(
    "|",
  );

const noConsent = new Set([...REFUSALS, ...AGREEMENTS].flatMap((text) => [plainWord(text), foldedWord(text)]));

/** A spelling that one slip of the thumb makes of STOP, or of another long word that opts out. */
export function isNearOptOut(spelling: string): boolean {
  const plain = plainWord(spelling);
  return typedKeywords.some((word) => isSlip(plain, word));
}

/**
 * Whether texting exactly this can be meant to subscribe. A no, a goodbye, thanks, an "ok" and what is one slip away from an opt-out are
 * texted for other reasons, and a join keyword lifts a STOP. Pure.
 */
export function mayJoinBy(spelling: string): boolean {
  const plain = plainWord(spelling);
  if (isNearOptOut(spelling) || noConsent.has(plain) || noConsent.has(foldedWord(spelling))) return false;
  // With and without what stands between the letters: a text "ok" says the keyword "O.K.", too.
  return [spelling, plain].every((text) => !["yes", "thanks"].includes(sortReply(text)));
}

function foldedWord(text: string): string {
  return wordsOf(text).join("");
}
