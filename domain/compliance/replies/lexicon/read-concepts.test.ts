import { describe, expect, test } from "vitest";
import { understand } from "../../opt-out-words.ts";
import { explainEvidence } from "../explain.ts";

const meaningOf = (body: string) => understand(body).meaning;

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
    // A text that did not come.
    "не получила смс",
  ])("%s is talk", (body) => {
    expect(meaningOf(body)).toBe("conversation");
  });

  test("the explanation shows our words, not the shopper's", () => {
    const { evidence } = understand("не присылайте Розалинде больше сообщений");
    expect(evidence && explainEvidence(evidence)).toBe(
      "“не … присыла… … больше” (Russian) says that no more texts are wanted.",
    );
  });
});

describe("hostile texts are read in time that grows with their length", () => {
  test.each(["stop ", "не стоп ", "no quiero mensajes ", "no want get ", "送らないで", "no stop no send me "])(
    "%j",
    (piece) => {
      const read = (length: number) => {
        const startedAt = performance.now();
        understand(piece.repeat(length / piece.length));
        return performance.now() - startedAt;
      };
      read(1_600);
      expect(read(1_600)).toBeLessThan(1_000);
    },
  );
});
