import { expect, test } from "vitest";
import { guessFormat } from "./format.ts";
import { guessMapping } from "./guess-mapping.ts";

const BODY = "+12125550123,Ann,yes\n+12125550124,Bo,no\n";
const HEADER = "Phone,First Name,SMS Consent\n";

test.each([
  ["nothing", "", 1],
  ["a title", "Table 1\n", 2],
  ["a padded title", "Table 1,,\n", 2],
  ["a blank line", "\n", 2],
  ["blank cells", ",,\n", 2],
  ["a title, a date and a blank line", "Subscribers\nExported on 2026-01-05\n\n", 4],
  ["a line of settings", "Report:,Subscribers\n\n", 3],
])("with %s in front, the header is found", (_, front, lines) => {
  const format = guessFormat(Buffer.from(`${front}${HEADER}${BODY}`));
  expect(format).toMatchObject({
    separator: ",",
    hasHeader: true,
    columns: ["Phone", "First Name", "SMS Consent"],
    headLines: lines,
    headBytes: front.length + HEADER.length,
  });
  expect(format.sample).toEqual([
    ["+12125550123", "Ann", "yes"],
    ["+12125550124", "Bo", "no"],
  ]);
});

test("a header may hold an example number or address", () => {
  const header = 'Timestamp,"What is your mobile number? (e.g. 2125550100)",First name,Do you agree to get texts?';
  const { hasHeader, columns, sample } = guessFormat(
    Buffer.from(`${header}\n1/5/2026 14:05:33,212-555-0123,Ann,Yes\n1/6/2026 9:01:02,2125550124,Bo,No\n`),
  );
  expect(hasHeader).toBe(true);
  expect(guessMapping(columns, sample).mapping).toEqual({ phone: 1, firstName: 2, consent: 3 });
});

test("a file that begins with people has no header, and the merchant can say which line is one", () => {
  expect(guessFormat(Buffer.from(BODY))).toMatchObject({
    hasHeader: false,
    headBytes: 0,
    columns: ["Column 1", "Column 2", "Column 3"],
  });
  const odd = `Name of list,of shop,x\n\n${HEADER}${BODY}`;
  expect(guessFormat(Buffer.from(odd), 3)).toMatchObject({
    columns: ["Phone", "First Name", "SMS Consent"],
    headLines: 3,
  });
  expect(guessFormat(Buffer.from(odd), 1)).toMatchObject({ columns: ["Name of list", "of shop", "x"], headLines: 1 });
  expect(guessFormat(Buffer.from(odd), 0)).toMatchObject({ hasHeader: false, headLines: 0 });
});

test("of two columns of one name the filled one is taken, and opt-outs are found under other names and in other languages", () => {
  expect(
    guessMapping(["Phone", "Name", "Phone", "SMS Consent"], [["", "Ann", "+12125550123", "yes"]]).mapping.phone,
  ).toBe(2);
  expect(guessMapping(["Phone", "Email", "Email"], [["+12125550123", "", "a@b.co"]]).mapping.email).toBe(2);
  expect(
    guessMapping(
      ["contact[firstName]", "contact[lastName]", "contact[cell]", "contact[optOut]", "contact[messageStatus]"],
      [["Ann", "Lee", "+12125550123", "false", "messaged"]],
    ).mapping,
  ).toEqual({ firstName: 0, lastName: 1, phone: 2, unsubscribedAt: 3 });
  for (const name of [
    "DND",
    "Opted Out",
    "SMS_OPT_OUT",
    "Do Not Contact",
    "Unsubscribed",
    "Abgemeldet am",
    "Désinscrit",
    "Fecha de baja",
  ])
    expect(guessMapping(["Phone", name], [["+12125550123", ""]]).mapping.unsubscribedAt, name).toBe(1);
});
