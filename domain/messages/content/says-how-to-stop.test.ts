import { expect, test } from "vitest";
import { withOptOutLine } from "./opt-out-line.ts";
import { saysHowToStop } from "./says-how-to-stop.ts";

test.each([
  "Sale! Text STOP to end",
  "Reply STOP to opt out",
  "Reply STOP to opt-out.",
  "Sale today. Reply STOP",
  "reply stop to unsubscribe",
  'Reply with the word "STOP" to leave',
  "Txt STOP 2 end",
  "Msg&data rates may apply. Reply HELP for help, reply STOP to cancel",
  "STOP to opt out",
  "STOP=end",
  "Stop2End",
  "Opt out: STOP",
  "Unsub: reply STOP",
  "STOP au 36111",
  "Répondez STOP pour vous désabonner",
  "Envoyez ARRÊT pour vous désinscrire",
  "Responde ALTO para darte de baja",
  "Envía BAJA al 12345",
  "Antworte STOPP zum Abmelden",
  "Antworten Sie mit STOP",
  "Rispondi STOP per annullare",
  "Stuur STOP om je af te melden",
  "Odpisz STOP, aby zrezygnować",
])("%s says how to stop", (text) => {
  expect(saysHowToStop(text)).toBe(true);
  expect(withOptOutLine(text, "marketing")).toBe(text);
});

test.each([
  "NON-STOP savings, Mei! 20% off everything today: https://crt.test/l/Ab3dE9xY",
  "Hi STOP, your cart waits",
  "STOP by our store",
  "Don't STOP now",
  "STOP! Read this: 20% off",
  "Send us a STOP sign selfie and win",
  "Text us before the sales STOP being good",
  "One-STOP shop for candles",
  "Reply YES and never STOP saving",
  "Reply STOP WORRYING about gifts",
  "PIT STOP: fuel up with 20% off",
  "Send friends to our bus STOP pop-up",
  "END of season sale. Reply YES for a code",
  "CANCEL your weekend plans: sale!",
  "ALTO saxophones 20% off",
  "FULL STOP. The sale is on",
  "",
])("%s does not say how to stop, so the line is added", (text) => {
  expect(saysHowToStop(text)).toBe(false);
  expect(withOptOutLine(text, "marketing")).toMatch(/\nReply STOP to opt out$/);
});

test("order texts get no line", () => {
  expect(withOptOutLine("Your order is on its way", "transactional")).toBe("Your order is on its way");
});
