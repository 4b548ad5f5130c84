import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { explainEvidence } from "#domain/compliance/replies/explain";
import { foldText } from "#domain/compliance/replies/fold";
import { conceptsIn } from "./lexicon.ts";
import { readConcepts } from "./read-concepts.ts";

const meaningOf = (body: string) => understandReply(body).meaning;

describe("words that say together that no more texts are wanted", () => {
  test.each([
    "не присылайте больше сообщений",
    "перестаньте мне писать",
    "отпишите меня от рассылки",
    "не ми пишете повече",
    "махнете номера ми от списъка",
    "لا ترسلوا لي رسائل",
    "أوقفوا هذه الرسائل",
    "メッセージを送らないでください",
  ])("%s opts out", (body) => {
    expect(meaningOf(body)).toBe("opt-out");
  });

  test.each([
    "this is no longer Marcus's phone",
    "turn these off please",
    "only email me please, no texts",
    "je veux pu recevoir vos textos",
    "No soy Carlos",
    "это уже не номер Сергея",
    "как отписаться?",
    "もう要らない",
    "blocked",
    "No gracias, remove me from the list",
    // Complaints, threats and where a number came from.
    "text me way too much",
    "wer hat euch meine nummer gegeben",
    "vi segnalo al garante",
    "не ви познавам",
    // Somebody else.
    "ik ben Jan niet",
    "vous vous trompez de personne",
    // As people spell.
    "kitenme de su lista",
    "otpishite menya",
    "ne iskam saobshteniya",
    "mish 3ayez rasayel",
    "unsubcribe plz",
  ])("%s is caught or held", (body) => {
    expect(["opt-out", "unsure"]).toContain(meaningOf(body));
  });

  test.each([
    // About an order.
    "отмените мой заказ",
    "искам да откажа поръчката си",
    "أريد إلغاء طلبي",
    "注文をキャンセルしたいです",
    // A "not" turns it round.
    "не останавливайтесь",
    "не спирайте, харесват ми офертите",
    "やめないでください",
    "hört bloß nicht auf",
    // To join.
    "quiero suscribirme",
    "anmelden",
    "réabonnez-moi",
    "подписаться",
    // Much else is wrong, not needed, too much or asked for.
    "прислали не тот цвет",
    "no necesito bolsa",
    "nie potrzebuję torby",
    "muito obrigado pela mensagem",
    "where did you get that dress",
    "tot morgen",
    "what's your cancellation policy?",
    // A text that did not come.
    "не получила смс",
  ])("%s is talk", (body) => {
    expect(meaningOf(body)).toBe("conversation");
  });

  test.each(["ne mi pishete poveche", "bolshe ne pishite mne", "la tb3atoli rasayel"])(
    "%s is not written as its language is, so it never opts out at once",
    (body) => {
      expect(meaningOf(body)).toBe("unsure");
    },
  );

  test("the explanation shows our words, not the shopper's", () => {
    const { evidence } = understandReply("не присылайте Розалинде больше сообщений");
    expect(evidence && explainEvidence(evidence)).toBe(
      "“не … присыла… … больше” (Russian) says that no more texts are wanted.",
    );
  });
});

describe("hostile texts are read in time that grows with their length", () => {
  const PIECES =
    "stop no not send me texts want get number list wrong cancel order only email enough who gave you who where did you get mensajes no quiero pas plus de nicht mehr не стоп больше номер لا رسائل 送らないで 番号 kitenme otpishite interessse zzzzzzz , . ! 🛑".split(
      " ",
    );
  const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 });

  /** How often the words of a text are looked at while concepts are found in it and read. */
  function workOn(text: string): number {
    const folded = foldText(text);
    let looks = 0;
    const counted = <Of>(list: Of[]): Of[] =>
      new Proxy(list, {
        get: (target, key, receiver) => {
          if (typeof key === "string" && /^\d+$/.test(key)) looks += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    const words = counted(folded.words);
    readConcepts({ ...folded, words }, counted(conceptsIn(words)));
    return looks;
  }

  test("twice the text is at most little more than twice the work", () => {
    fc.assert(
      fc.property(pieces, (some) => {
        const text = `${some.join(" ")} `;
        const short = text.repeat(Math.ceil(700 / text.length));
        expect(workOn(short + short)).toBeLessThanOrEqual(2.5 * workOn(short) + 2_000);
      }),
    );
  });
});
