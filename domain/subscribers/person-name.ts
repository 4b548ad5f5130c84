import { formatPhone } from "./format-phone.ts";

interface Named {
  firstName: string | null;
  lastName: string | null;
}

/** "Ada Berg"; empty when no name is known. */
export function fullName({ firstName, lastName }: Named): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}

/** What a person is called on screens: their name, or their number. */
export function personName(person: Named & { phone: string | null }): string {
  return fullName(person) || formatPhone(person.phone);
}
