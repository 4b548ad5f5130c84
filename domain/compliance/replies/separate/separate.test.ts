import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { aroundQuotation } from "./reaction.ts";
import { separateReply } from "./separate.ts";

const OURS = "Fernhill: 20% off today. Reply STOP to opt out";

describe("a reaction is talk, whatever it quotes", () => {
  test.each([
    `Liked “${OURS}”`,
    `Loved “${OURS}”`,
    `Removed a heart from “${OURS}”`,
    `Reacted 😂 to “${OURS}”`,
    `👍 to “${OURS}”`,
    `\u200a\u200b❤️\u200b to \u200a“${OURS}”\u200a`,
    `👎 sur « ${OURS} »`,
    `A aimé « ${OURS} »`,
    `Hat „${OURS}“ geliked`,
    `Le ha gustado «${OURS}»`,
    `Gillade ”${OURS}”`,
    "“Fernhill: 停止はSTOPと返信”に「いいね」しました",
    "Хареса „Отговорете със STOP за отписване“",
  ])("%s", (body) => {
    expect(separateReply(body).author).toBe("reaction");
    expect(understandReply(body).meaning).toBe("conversation");
  });

  test.each([
    "Loved “Dune” so much, thank you. And please stop texting me",
    "“STOP”",
    "Liked “Dune”. Stop texting me",
    "I said “stop texting me”",
    "Liked “Dune” and “stop texting me”",
    `“${OURS}” ok, stop texting me`,
  ])("but not %s", (body) => {
    expect(separateReply(body).author).toBe("person");
    expect(["opt-out", "unsure"]).toContain(understandReply(body).meaning);
  });

  test("a reaction to a single word is held: we never send one", () => {
    expect(understandReply("Liked “STOP”").meaning).toBe("unsure");
  });
});

describe("what a machine answers is talk", () => {
  test.each([
    "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.",
    "Thanks for texting Oak Street Dental. We are closed and will answer on Monday. Reply STOP to opt out, HELP for help.",
    "Ich bin bis 8.1. nicht im Haus. Bitte keine Nachrichten auf diese Nummer.",
    "Автоответ: не пишите на этот номер, я в отпуске до понедельника.",
    "自動返信：この番号にメッセージを送らないでください。",
  ])("%s", (body) => {
    expect(separateReply(body).author).toBe("machine");
    expect(understandReply(body).meaning).toBe("conversation");
  });

  test("a person who is driving still says stop", () => {
    expect(understandReply("I'm driving, will read later, stop texting me").meaning).toBe("unsure");
  });
});

describe("a signature, a mail program and a gateway change nothing", () => {
  test.each([
    "Stop\n\nSent from my iPhone",
    "STOP\n-- \nKaren Miller\nSales",
    "STOP\n- Linda M.",
    "Arrêt\nEnvoyé de mon iPhone",
    "FRM:karen@example.com\nSUBJ:Re: sale\nMSG:Stop",
    `> ${OURS}\n\nSTOP`,
    "STOP2QUIT",
    "stop to opt out",
  ])("%j opts out", (body) => {
    expect(understandReply(body).meaning).toBe("opt-out");
  });

  test("the words below a first line may make it a sentence about an order", () => {
    expect(understandReply("Cancel\nmy order please").meaning).not.toBe("opt-out");
  });

  test("how to stop, typed as it stands in our texts and nothing else, is held", () => {
    expect(understandReply("Text STOP to end").meaning).toBe("unsure");
  });

  test("our text sent back to us with a question is talk", () => {
    expect(understandReply(`"${OURS}" is this still on?`).meaning).toBe("conversation");
    expect(understandReply(`> ${OURS}\nIs this still on?`).meaning).toBe("conversation");
  });
});

describe("the only quotation of a text", () => {
  test.each([
    ["before «one «two» three» after", { before: "before ", quoted: "one «two» three", after: " after" }],
    ["„one“ after", { before: "", quoted: "one", after: " after" }],
    [
      'Liked "Reply "STOP" to end these texts"',
      { before: "Liked ", quoted: 'Reply "STOP" to end these texts', after: "" },
    ],
    ["‘one’ and ‘two’", { before: "", quoted: "one’ and ‘two", after: "" }],
    ["«one» and «two»", null],
    ['"one" and "two"', null],
    ["“one", null],
    ["one”", null],
    ["none", null],
  ])("%s", (text, expected) => expect(aroundQuotation(text)).toEqual(expected));
});
