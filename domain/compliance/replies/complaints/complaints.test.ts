import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";

const meaningOf = (body: string) => understandReply(body).meaning;

describe("a complaint that does not say STOP", () => {
  test.each([
    "pls forget about my digits",
    "this is harrasment n im callin the cops",
    "ffs not again",
    "didnt ask",
    "Hi this used to be Mark's phone, he passed.",
    "wie kriege ich das weg",
    "ich kenn euch gar nicht",
    "che palle questi sms",
    "vcs erraram o numero",
    "ik ken jullie helemaal niet",
    "vos promos je m'en fous",
    "no quiero saber nada de ustedes",
    "po co mi to, nie chce",
    "забудьте мой номер",
    "не ви познавам",
    "انسوا رقمي",
    "止め方教えて",
  ])("%s is held for a person", (body) => {
    expect(meaningOf(body)).toBe("unsure");
  });

  test.each([
    "I'm not over it, still obsessed",
    "block print fabric?",
    "get off the shelf version?",
    "weer berichten ontvangen graag",
    "prima tot morgen",
    "vous fermez à quelle heure",
    "искам друг размер, моля",
    "пожалуйста размер 38",
    "طلبت مقاس صغير",
    "ist die blaue farbe falsch",
    "era morta dal ridere",
  ])("%s is talk", (body) => {
    expect(meaningOf(body)).toBe("conversation");
  });

  test("about an order or in praise it is talk", () => {
    expect(meaningOf("i hate this wrong color, exchange my order")).toBe("conversation");
    expect(meaningOf("хватит, какая красота 😍")).toBe("conversation");
  });

  test.each([
    "не хочу красный, есть серый?",
    "i hate this red strap",
    "袋はいりません、箱だけで",
    "не мога да спра да пазарувам",
    "per ora basta così, grazie",
  ])("%s is about what the shop sells, or enough of it", (body) => {
    expect(meaningOf(body)).toBe("conversation");
  });

  test.each(["не хочу рекламу красных сумок", "stop the shoe ads, i hate the red texts", "もう袋の広告はいりません"])(
    "%s speaks of texts, so what the shop sells does not excuse it",
    (body) => {
      expect(["opt-out", "unsure"]).toContain(meaningOf(body));
    },
  );

  test.each([
    "mi avete rotto le scatole",
    "che scatole",
    "see you in small claims",
    "Cierre mi suscripción",
    "wrong chat",
    "I'm leaving this chat",
  ])("%s has a word of its own that a shop sells, and is a complaint", (body) => {
    expect(meaningOf(body)).not.toBe("conversation");
  });

  test("the evidence shows the beginnings of our data and no word of the shopper", () => {
    const { evidence } = understandReply("harrasserazzi Rosalind");
    expect(evidence?.phrase).toBe("harrass…");
  });
});
