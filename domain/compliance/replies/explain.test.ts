import { expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { explainEvidence } from "./explain.ts";

const said = (body: string) => {
  const { evidence } = understandReply(body);
  return evidence && explainEvidence(evidence);
};

test.each([
  ["STOP", "“STOP” says that no more texts are wanted."],
  ["sotp", "“STOP” says that no more texts are wanted."],
  ["pls stop texting my phone", "“stop texting” (English) says that no more texts are wanted."],
  ["wrong number", "“wrong number” (English) may be an opt-out or something else."],
  ["¿cómo me doy de baja?", "“me doy de baja” (Spanish) is an opt-out, but here it looks like a question."],
  [
    "ne m'écrivez plus le dimanche",
    "“m ecrivez plus” (French) is an opt-out, but maybe only for some texts or for a limited time.",
  ],
  [
    "meine Frau hat gesagt schreibt mir nicht mehr",
    "“schreibt mir nicht mehr” (German) is an opt-out, but it may quote someone else.",
  ],
  ["numero sbagliato", "“numero sbagliato” (Italian) may be an opt-out or something else."],
  ["não tenho interesse", "“nao tenho interesse” (Portuguese) may be an opt-out or something else."],
  ["geen interesse", "“geen interesse” (Dutch) may be an opt-out or something else."],
  ["pomyłka", "“pomylka” (Polish) may be an opt-out or something else."],
  ["🛑🛑", "“🛑” alone may be an opt-out."],
])("why %j is understood as it is can be read", (body, sentence) => {
  expect(said(body)).toBe(sentence);
});

test("talk has nothing to explain", () => {
  expect(said("Is it vegan?")).toBeNull();
});
