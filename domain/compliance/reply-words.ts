/**
 * Words that revoke by themselves. English: 47 CFR 64.1200(a)(10) (stop, quit, end, revoke, opt out, cancel, unsubscribe)
 * and the default lists of SMS providers. Other languages: not yet verified with native speakers.
 */
export const OPT_OUT = [
  ..."STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT REMOVE TD".split(" "),
  ..."STOP2QUIT STOP2END STOP2STOP STOP2CANCEL STOP2UNSUBSCRIBE STOPTOQUIT STOPTOEND".split(" "),
  ...[
    "STOP 2 QUIT",
    "STOP 2 END",
    "STOP TO QUIT",
    "STOP TO END",
    "STOP TO OPT OUT",
    "STOP TO UNSUBSCRIBE",
    "STOP TO CANCEL",
    "STOP SMS",
  ],
  ...["STOP ALL", "OPT OUT", "UNSUBSCRIBE ME", "REMOVE ME", "STOP TEXTING ME", "STOP TEXTING", "STOP MESSAGES"],
  ..."ARRET DESABO DESABONNER".split(" "), // French
  ..."ALTO PARAR BAJA CANCELAR".split(" "), // Spanish
  "NO MAS",
  ..."STOPP ABMELDEN".split(" "), // German
  ..."BASTA CANCELLA".split(" "), // Italian
  ..."SAIR".split(" "), // Portuguese, beside PARAR
  ..."AFMELDEN".split(" "), // Dutch
  ..."WYPISZ".split(" "), // Polish
  ..."СТОП ОТПИСАТЬСЯ СТОПП СПРИ СПРЕТЕ ОТПИСВАНЕ ΣΤΟΠ 退订 退訂 停止 配信停止 수신거부 הסר עצור توقف إلغاء إيقاف 解除 ストップ DUR IPTAL".split(
    " ",
  ), // elsewhere
];
export const OPT_IN = ["START", "UNSTOP", "SUBSCRIBE", "RESUBSCRIBE", "OPTIN", "OPT IN"];
export const HELP = "HELP INFO AIDE AYUDA HILFE AIUTO AJUDA POMOC ПОМОЩЬ ПОМОЩ مساعدة ヘルプ".split(" ");
export const YES = "YES Y OUI SI JA SIM TAK ДА نعم はい".split(" ");

/** All of the words above, plain. */
export const consentWords = [...new Set([...OPT_OUT, ...OPT_IN, ...HELP, ...YES].map(plainWord))];
const words = new Set(consentWords);

/** True for a word that opts people in or out, agrees or asks for help by itself. Small enough for the browser. */
export function isReplyWord(text: string): boolean {
  return words.has(plainWord(text));
}

/** Letters and digits alone, in small letters, so that “Glow!” is “glow”. Small enough for the browser. */
export function plainWord(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}
