import fc from "fast-check";
import { asked } from "./requests.ts";
import { target } from "./target.ts";
import { anyText } from "./words.ts";

const HEADERS = ["Phone", "First Name", "Last Name", "Email", "Accepts SMS Marketing", "Opted out", "Created", "Tags"];
const CELLS = [
  "+12125550100",
  "(212) 555-0101",
  "2,12E+10",
  "yes",
  "no",
  "unsubscribed",
  "31/02/2024",
  "=cmd()",
  '"',
  '""',
];
const SETUP = JSON.stringify({
  ...{ mapping: { phone: 0 }, source: "Shop", words: "I agree to texts.", consentedOn: "2024-05-04", isTrue: true },
  ...{ defaultCountry: "US", tags: "", replaces: false },
});

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...CELLS) },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.stringMatching(/^\+?[0-9 ().-]{5,16}$/) },
);
const file = fc
  .record({
    separator: fc.constantFrom(",", ";", "\t", "|", "", "::"),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r", "\u2028"),
    title: fc.option(anyText),
    headers: fc.oneof(fc.subarray(HEADERS), fc.array(anyText, { maxLength: 6 })),
    rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 60 }),
    quotes: fc.boolean(),
    encoding: fc.constantFrom("utf8" as const, "latin1" as const, "utf16le" as const),
    before: fc.constantFrom("", "\ufeff", "\u0000"),
    after: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ separator, lineEnd, title, headers, rows, quotes, encoding, before, after }) => {
    const quoted = (text: string) => (quotes ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = [...(title === null ? [] : [[title]]), headers, ...rows];
    const text = lines.map((line) => line.map(quoted).join(separator)).join(lineEnd);
    return Buffer.concat([Buffer.from(before + text, encoding), after]);
  });

/** Files as merchants bring them from elsewhere, from the upload to the import. */
export const csv = target("csv", (victim) => ({
  input: fc.record({ file, kind: fc.constantFrom("subscribers", "suppressions"), name: anyText, line: fc.integer() }),
  async put({ file: bytes, kind, name, line }) {
    const query = new URLSearchParams({ kind, name: name.toWellFormed() });
    const uploaded = await victim.send(await asked(victim, `/subscribers/import/upload?${query}`, bytes));
    const id = /"id":"([0-9a-f-]{36})"/.exec(uploaded.answer)?.[1];
    if (id === undefined) return [uploaded];
    const page = `/subscribers/import/${id}.data`;
    const sent = [uploaded];
    for (const form of [
      undefined,
      { intent: "header", line: String(line) },
      { intent: "examine", setup: SETUP },
      undefined,
      { intent: "start" },
    ])
      sent.push(await victim.send(await asked(victim, page, form)));
    return sent;
  },
}));
