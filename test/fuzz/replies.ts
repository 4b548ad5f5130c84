import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { asked, callback } from "./requests.ts";
import { target } from "./target.ts";
import { anyText } from "./words.ts";

const WORDS = [
  "STOP",
  "stop",
  "S T O P",
  "HELP",
  "START",
  "YES",
  "no more",
  "please",
  "don't",
  "text",
  "me",
  "ARRÊT",
  "ALTO",
];
const MARKS = ["", ".", "!!!", "?", "\u200b", "\u202e", "🛑", "👍", "\n", "\t", "\u0000", "ﬀ", "ⓈⓉⓄⓅ", "ＳＴＯＰ"];

const body = fc.oneof(
  fc
    .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...MARKS)), { maxLength: 12 })
    .map((words) => words.map((pair) => pair.join("")).join(" ")),
  anyText,
  fc
    .tuple(fc.constantFrom(...WORDS, ...MARKS), fc.integer({ min: 1, max: 400 }))
    .map(([word, times]) => word.repeat(times)),
);

/** What people text back, and the words that merchants add to those that stop. */
export const replies = target("replies", (victim) => ({
  input: fc.record({
    bodies: fc.array(body, { minLength: 1, maxLength: 4 }),
    from: fc.oneof(
      fc.integer({ min: 0, max: 9_999 }).map((last) => `+1212555${String(last).padStart(4, "0")}`),
      fc.constantFrom("55501", "", "+", "anonymous", "whatsapp:+12125550100"),
    ),
    type: fc.option(fc.constantFrom("STOP", "HELP", "START", "other")),
    optOutWords: anyText,
    helpText: anyText,
  }),
  async put({ bodies, from, type, optOutWords, helpText }) {
    const texts = bodies.map((text: string) =>
      callback(victim, "inbound", {
        MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
        ...{ From: from, To: victim.phone, Body: text.toWellFormed() },
        ...(type !== null && { OptOutType: type }),
      }),
    );
    const settings = await asked(victim, "/settings/replies.data", { optOutWords, helpText });
    return Promise.all([...texts, settings].map(victim.send));
  },
}));
