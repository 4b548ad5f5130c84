import { placeText } from "#domain/places/place-text";
import { formatPhone } from "#domain/subscribers/format-phone";
import { personName } from "#domain/subscribers/person-name";

/** A person as a row of a table names them. */
export interface PersonLine {
  id: string;
  /** The name, or the number of a person without one. */
  person: string;
  phone: string;
  /** "New York, US" is more than we know: "NY, US". */
  place: string;
  /** Consent to marketing texts. */
  consent: string;
}

interface Person {
  id: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  region: string | null;
  country: string | null;
  marketing: string;
}

export function personLine(person: Person): PersonLine {
  return {
    id: person.id,
    person: personName(person),
    phone: formatPhone(person.phone),
    place: placeText(person),
    consent: person.marketing,
  };
}
