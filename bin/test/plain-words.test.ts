import { expect, test } from "vitest";
import { retiredWords } from "./plain-words.ts";

function found(file: string, text: string): string[] {
  return retiredWords(file, text).map(({ line, instead }) => `${line}: ${instead}`);
}

test("a retired word in a label, a text or a template is found with what to write", () => {
  const lines = [
    `const title = "Whoever orders leaves the flow";`,
    ["const error = `The $", "{what} does not exist.`;"].join(""),
    `const page = <Text>Today’s spend cap is reached</Text>;`,
    `const button = <Button accessibilityLabel="Mend the file" />;`,
  ];
  expect(found("app/flows/page.tsx", lines.join("\n"))).toEqual([
    "1: name the people: “recipients”, “shoppers”, “your operator”",
    "2: “wasn’t found”, “was deleted”",
    "3: “spending limit”",
    "4: “fix”",
  ]);
});

test("words around a hole of a template are read together", () => {
  const text = ["const said = `Texts leave $", "{time}, and nobody $", "{who} gets two.`;"].join("");
  expect(found("domain/campaigns/event.ts", text)).toEqual([
    "1: “no one”, “someone”, or name the people",
    "1: “are sent”, “go out”",
  ]);
});

test("a sentence that a tag or a line break divides is still one label", () => {
  expect(found("app/x.tsx", "const x = <p>\n  The text is in\n  service at\n  present\n</p>;")).toHaveLength(2);
});

test("theme blocks and their translations are read line by line", () => {
  expect(found("extensions/sign-up-form/locales/en.default.json", `{\n  "failed": "Start anew."\n}`)).toEqual([
    "2: “again”",
  ]);
});

test("plain sentences, comments, names of code and SQL pass", () => {
  const lines = [
    `// nobody reads this but an engineer`,
    `import { nobody } from "./somebody.ts";`,
    `const sentence = "No one gets the same text twice.";`,
    `const rate = "40 SMS segments per second";`,
    `const sql = "SELECT 1 FROM texts WHERE anew";`,
    `const state = "cancelled";`,
  ];
  expect(found("domain/x.ts", lines.join("\n"))).toEqual([]);
});
