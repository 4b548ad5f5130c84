import { expect, test } from "vitest";
import { columnNames } from "#domain/exports/columns";
import { guessMapping } from "./guess-mapping.ts";

function guessed(columns: string[], row: string[] = []) {
  const { origin, mapping } = guessMapping(columns, row.length > 0 ? [row] : []);
  return { origin, ...Object.fromEntries(Object.entries(mapping).map(([field, at]) => [field, columns[at]])) };
}

test("a Shopify customer export is known by its columns", () => {
  const columns =
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags".split(
      ",",
    );
  expect(guessed(columns)).toEqual({
    origin: "Shopify",
    phone: "Phone",
    firstName: "First Name",
    lastName: "Last Name",
    email: "Email",
    tags: "Tags",
    country: "Default Address Country Code",
    region: "Default Address Province Code",
    consent: "Accepts SMS Marketing",
  });
});

test("a Klaviyo export is known by its columns", () => {
  expect(
    guessed([
      "Email",
      "Klaviyo ID",
      "First Name",
      "Last Name",
      "Phone Number",
      "Country",
      "State / Region",
      "SMS Consent",
      "SMS Consent Timestamp",
    ]),
  ).toMatchObject({
    origin: "Klaviyo",
    phone: "Phone Number",
    consent: "SMS Consent",
    consentedAt: "SMS Consent Timestamp",
    region: "State / Region",
  });
});

test("columns of other products' lists are found by their meaning", () => {
  expect(guessed(["phone_number", "first_name", "opt_in_source", "opt_in_date", "opt_out_date"])).toEqual({
    origin: "Postscript",
    phone: "phone_number",
    firstName: "first_name",
    consentedAt: "opt_in_date",
    unsubscribedAt: "opt_out_date",
  });
  expect(guessed(["Phone", "Sign Up Method", "Joined", "Status"])).toMatchObject({
    origin: "Attentive",
    phone: "Phone",
    consent: "Status",
  });
  expect(guessed(["Phone", "List name", "Subscribed at", "Tags"])).toMatchObject({
    origin: "Yotpo SMS (SMSBump)",
    consentedAt: "Subscribed at",
  });
});

test("our own export comes back in with what it says of consent", () => {
  expect(guessed(columnNames)).toMatchObject({
    origin: "Cartbell",
    phone: "Phone",
    consent: "Consent",
    consentedAt: "Consent date",
    unsubscribedAt: "Do not text",
    tags: "Tags",
    region: "Region",
  });
});

test("without telling names, the column whose cells are phone numbers is taken; an empty one with the better name is not", () => {
  expect(guessMapping(["Column 1", "Column 2"], [["Ada", "+1 212 555 0123"]]).mapping).toEqual({ phone: 1 });
  expect(guessed(["Phone", "Default Address Phone"], ["", "(212) 555-0123"])).toMatchObject({
    phone: "Default Address Phone",
  });
  expect(guessMapping(["Name", "City"], [["Ada", "London"]]).mapping).toEqual({});
});
