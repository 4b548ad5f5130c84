import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";

/** What is understood, and why: meaning · rule · phrase · language · doubt. */
function read(body: string, ownWords: string[] = []): string {
  const { meaning, evidence } = understandReply(body, ownWords);
  if (evidence === null) return meaning;
  return [meaning, evidence.rule, evidence.phrase, evidence.language ?? "-", evidence.doubt ?? "clear"].join(" · ");
}

describe("the evidence names the rule, our words, their language and the doubt", () => {
  test.each([
    ["STOP", "opt-out · word · STOP · - · clear"],
    ["stop stop stop", "opt-out · word · STOP · - · clear"],
    ["“STOP”", "opt-out · word · STOP · - · clear"],
    ["s.t.o.p", "opt-out · word · STOP · - · clear"],
    ["5top", "opt-out · word · STOP · - · clear"],
    ["stopstopstop", "opt-out · word · STOP · - · clear"],
    ["yes", "yes · word · YES · - · clear"],
    ["START", "opt-in · word · START · - · clear"],
    ["Ayuda", "help · word · AYUDA · - · clear"],
    ["HELP me", "conversation"],
    ["a b c d", "conversation"],
  ])("a word: %j is %s", (body, expected) => expect(read(body)).toBe(expected));

  test("a shop's own word is named as the shop wrote it", () => {
    expect(read("enough", ["Enough"])).toBe("opt-out · own-word · Enough · - · clear");
    expect(read("Enough!\nRosalind Example", ["enough"])).toBe("opt-out · own-word · enough · - · clear");
    expect(read("enough")).toBe("unsure · phrase · enough · en · ambiguous");
  });

  test.each([
    ["stpo", "opt-out · typing · STOP · - · clear"],
    ["thanks, sotp", "opt-out · typing · STOP · - · clear"],
    ["stpo calling", "unsure · phrase · stop · en · ambiguous"],
    ["stpo stpo", "unsure · phrase · stop · en · ambiguous"],
  ])("a slip of the fingers: %j is %s", (body, expected) => expect(read(body)).toBe(expected));

  test.each([
    ["🛑", "unsure · sign · 🛑 · - · sign"],
    [" ⛔️ ?! ⛔️ ", "unsure · sign · ⛔ · - · sign"],
    ["!!!", "conversation"],
  ])("a sign: %j is %s", (body, expected) => expect(read(body)).toBe(expected));
});

describe("a STOP on the first line", () => {
  const ten = "one two three four five six seven eight nine ten";

  test.each([
    ["Stop\n...\nRosalind\n\n", "opt-out · word · STOP · - · clear"],
    [`Stop\n${ten}`, "opt-out · word · STOP · - · clear"],
    [`Stop\n${ten} eleven`, "unsure · phrase · stop · en · ambiguous"],
    ["Stpo\nRosalind", "unsure · phrase · stop · en · ambiguous"],
    ["Cancel\nmy\norder please", "unsure · phrase · cancel · en · ambiguous"],
    ["Yes\nRosalind", "conversation"],
    ["Rosalind\nStop", "unsure · phrase · stop · en · ambiguous"],
  ])("%j is %s", (body, expected) => expect(read(body)).toBe(expected));
});

describe("a machine that asks for no more texts", () => {
  const away = "I am driving and will answer later.";

  test.each([
    [`${away} Stop texting me.`, "unsure · phrase · stop texting · en · reported"],
    [`${away} No me escriban más.`, "conversation"],
    ["Automatic reply: no texts to this number", "conversation"],
    ["Automatic reply: reply STOP to end", "conversation"],
  ])("%j is %s", (body, expected) => expect(read(body)).toBe(expected));
});

describe("several sentences", () => {
  test.each([
    ["Ok bye. Blocked.", "unsure · phrase · blocked · en · ambiguous"],
    ["Blocked. Ok bye.", "unsure · phrase · blocked · en · ambiguous"],
    ["Hi. Who is this? Blocked", "unsure · phrase · blocked · en · ambiguous"],
    ["Bye. My order is late. Enough.", "unsure · phrase · enough · en · ambiguous"],
    ["Thanks. Enough for the order.", "conversation"],
    ["non-stop stop texting me", "opt-out · phrase · stop texting · en · clear"],
    ["stop texting me non-stop", "opt-out · phrase · stop texting · en · clear"],
    ["do not remove me. remove me", "opt-out · phrase · remove me · en · clear"],
    ["don't stop. stop", "unsure · phrase · stop · en · ambiguous"],
    ["stop sending my order, stop texting me", "opt-out · phrase · stop texting · en · clear"],
    ["no me manden mensajes, stop sending my order", "opt-out · phrase · no me manden mensajes · es · clear"],
    ["cancel my order. stop texting me", "opt-out · phrase · stop texting · en · clear"],
    ["please stop my texts and my order", "unsure · phrase · stop my texts · en · limited"],
    ["cancel order", "conversation"],
  ])("%j is %s", (body, expected) => expect(read(body)).toBe(expected));
});

describe("words that belong together", () => {
  test.each([
    ["texts no", "unsure · phrase · texts … no · en · ambiguous"],
    ["want no texts", "unsure · phrase · want … no … texts · en · ambiguous"],
    ["no more texts, cancel", "opt-out · phrase · no more texts · en · clear"],
    ["no more red shoes texts", "unsure · phrase · no … texts · en · ambiguous"],
    ["no more red shoes", "conversation"],
    ["I am not Rosalind. Rosalind moved", "unsure · phrase · i am not … · en · ambiguous"],
  ])("%j is %s", (body, expected) => expect(read(body)).toBe(expected));
});
