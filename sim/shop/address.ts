import { z } from "zod";

export interface Address {
  firstName: string;
  lastName: string;
  address1: string;
  address2: string | null;
  city: string;
  province: string | null;
  provinceCode: string | null;
  country: string;
  countryCode: string;
  zip: string;
  phone: string | null;
  company: string | null;
}

const text = z.string().trim().default("");
const optional = z
  .string()
  .trim()
  .nullish()
  .transform((value) => value || null);

/** What a form or a script may say about an address; everything may be missing. */
export const addressInput = z.object({
  firstName: text,
  lastName: text,
  address1: text,
  address2: optional,
  city: text,
  province: optional,
  provinceCode: optional,
  country: text,
  countryCode: text,
  zip: text,
  phone: optional,
  company: optional,
});

export type AddressInput = z.input<typeof addressInput>;

const countries = new Intl.DisplayNames("en", { type: "region" });

/** Fills the gaps of an address from what is known: the country's name from its code, US states both ways. */
export function completeAddress(input: AddressInput, home: { countryCode: string }): Address {
  const given = addressInput.parse(input);
  const countryCode = (given.countryCode || home.countryCode).toUpperCase();
  const state = countryCode === "US" ? usState(given.provinceCode ?? given.province) : null;
  return {
    ...given,
    countryCode,
    country: given.country || (countries.of(countryCode) ?? countryCode),
    provinceCode: state?.code ?? given.provinceCode,
    province: state?.name ?? given.province,
  };
}

export function fullName(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

const states =
  "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,PR Puerto Rico,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming";

export const usStates = states.split(",").map((entry) => ({ code: entry.slice(0, 2), name: entry.slice(3) }));

function usState(said: string | null): { code: string; name: string } | null {
  if (!said) return null;
  const wanted = said.toLowerCase();
  return usStates.find(({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted) ?? null;
}
