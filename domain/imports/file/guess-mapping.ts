import { IMPORT_FIELDS, type ImportField, type Mapping } from "#domain/imports/reading/fields";

/**
 * Columns of other products' exports and of their import templates, as far as they are public:
 * - Shopify, "Exporting customers" (help.shopify.com/manual/customers/import-export-customers).
 * - Klaviyo, "How to upload a list of SMS contacts" and "How to bulk unsubscribe SMS contacts" (help.klaviyo.com).
 * - Postscript, "Upload an existing SMS subscriber list" (help.postscript.io).
 * - Attentive, "Upload subscribers" (help.attentivemobile.com).
 * - Yotpo SMS (SMSBump), "Importing subscribers" (support.yotpo.com).
 * Names are compared without case, blanks and punctuation, so that "Phone Number" and "phone_number" are one.
 */
const NAMES: Record<ImportField, string[]> = {
  phone: [
    "phone",
    "phonenumber",
    "mobile",
    "mobilephone",
    "mobilenumber",
    "cell",
    "cellphone",
    "telephone",
    "tel",
    "number",
    "e164",
    "phoneformatted",
    "smsnumber",
    "smsphone",
    "smsphonenumber",
    "contactnumber",
    "subscriberphone",
    "telefon",
    "handynummer",
    "telephonenumber",
    "msisdn",
    "customerphone",
    "defaultaddressphone",
    "shippingphone",
    "billingphone",
    "contactcell",
    "contactphone",
    "contactmobile",
    "primaryphone",
    "homephone",
    "mobilephonenumber",
    "yourphonenumber",
    "yourmobilenumber",
    "whatisyourmobilenumber",
    "whatisyourphonenumber",
    "telefonnummer",
    "handy",
    "mobil",
    "mobilnummer",
    "mobiltelefon",
    "telefono",
    "numerodetelefono",
    "celular",
    "movil",
    "telefonomovil",
    "telefone",
    "telemovel",
    "telephoneportable",
    "numerodetelephone",
    "portable",
    "cellulare",
    "numeroditelefono",
    "telefoonnummer",
    "mobielnummer",
    "mobiel",
    "telefoon",
    "puhelin",
    "puhelinnumero",
    "numertelefonu",
    "telefonszam",
    "телефон",
    "номертелефона",
    "電話番号",
    "携帯電話",
    "电话",
    "手机",
    "手机号码",
  ],
  firstName: [
    "firstname",
    "givenname",
    "first",
    "fname",
    "vorname",
    "prenom",
    "nombre",
    "contactfirstname",
    "nome",
    "voornaam",
    "fornavn",
    "fornamn",
    "имя",
  ],
  lastName: [
    "lastname",
    "familyname",
    "surname",
    "last",
    "lname",
    "nachname",
    "nomdefamille",
    "apellido",
    "contactlastname",
    "cognome",
    "achternaam",
    "sobrenome",
    "apellidos",
    "фамилия",
  ],
  email: ["email", "emailaddress", "mail", "customeremail"],
  birthday: ["birthday", "birthdate", "dateofbirth", "dob"],
  tags: ["tags", "tag", "labels", "lists", "list", "segments", "keywords"],
  country: [
    "countrycode",
    "defaultaddresscountrycode",
    "shippingcountrycode",
    "billingcountrycode",
    "countryiso",
    "country",
    "defaultaddresscountry",
    "locationcountry",
    "land",
    "pays",
    "pais",
    "paese",
  ],
  region: [
    "provincecode",
    "statecode",
    "regioncode",
    "defaultaddressprovincecode",
    "state",
    "province",
    "region",
    "stateregion",
    "locationregion",
  ],
  consent: [
    "acceptssmsmarketing",
    "smsmarketingstatus",
    "smsmarketingconsent",
    "smsconsentstatus",
    "smsconsent",
    "smsstatus",
    "smssubscriptionstatus",
    "smsmarketingconsentstate",
    "subscriptionstatus",
    "subscriberstatus",
    "optinstatus",
    "optedin",
    "optin",
    "subscribed",
    "consent",
    "status",
    "acceptssms",
    "issubscribed",
    "smsoptin",
    "doyouagreetogettexts",
    "agreedtotexts",
    "textconsent",
    "einwilligung",
    "consentement",
    "consentimiento",
    "consenso",
    "toestemming",
  ],
  consentedAt: [
    "smsconsenttimestamp",
    "smsmarketingconsentupdatedat",
    "smsconsentdate",
    "optindate",
    "optintime",
    "optintimestamp",
    "optedinat",
    "optinat",
    "optinon",
    "subscribedat",
    "subscribedon",
    "subscribedate",
    "subscriptiondate",
    "dateofoptin",
    "dateopted",
    "consentdate",
    "consenttimestamp",
    "consentedat",
    "joindate",
    "signupdate",
    "signedupat",
    "datesubscribed",
    "subscriberoptindate",
    "dateofconsent",
  ],
  unsubscribedAt: [
    "smsoptoutdate",
    "optoutdate",
    "optouttime",
    "optouttimestamp",
    "optedoutat",
    "optoutat",
    "unsubscribedat",
    "unsubscribedon",
    "unsubscribedate",
    "dateunsubscribed",
    "dateofoptout",
    "donottext",
    "donotsms",
    "donotmessage",
    "donotcontact",
    "donotcall",
    "dnd",
    "dnc",
    "optout",
    "optedout",
    "smsoptout",
    "smsoptedout",
    "textoptout",
    "hasoptedout",
    "isoptedout",
    "hasoptedoutofsms",
    "contactoptout",
    "unsubscribed",
    "isunsubscribed",
    "smsunsubscribed",
    "smsunsubscribedat",
    "unsubscribe",
    "unsub",
    "stopped",
    "blocked",
    "blacklisted",
    "suppressed",
    "abgemeldet",
    "abgemeldetam",
    "abmeldedatum",
    "desinscrit",
    "desinscription",
    "datededesinscription",
    "desabonne",
    "baja",
    "dadodebaja",
    "fechadebaja",
    "disiscritto",
    "cancellato",
    "uitgeschreven",
    "afgemeld",
    "avregistrerad",
    "descadastrado",
  ],
};

/** A product is recognised when all of these columns are there. */
const ORIGINS: [name: string, columns: string[]][] = [
  ["Cartbell", ["phone", "consent", "consentdate", "donottext"]],
  ["Shopify", ["acceptssmsmarketing", "defaultaddressprovincecode"]],
  ["Shopify", ["acceptssmsmarketing", "totalspent"]],
  ["Klaviyo", ["klaviyoid"]],
  ["Klaviyo", ["smsmarketingstatus", "emailmarketingstatus"]],
  ["Klaviyo", ["phonenumber", "smsconsenttimestamp"]],
  ["Postscript", ["phonenumber", "optinsource", "optindate"]],
  ["Postscript", ["phone", "subscribersource"]],
  ["Attentive", ["phone", "signupmethod"]],
  ["Attentive", ["subscriberphone", "signupsource"]],
  ["Yotpo SMS (SMSBump)", ["phone", "subscribedat", "listname"]],
  ["Yotpo SMS (SMSBump)", ["phoneformatted"]],
];

/** "+1 212 555 0123", "(212) 555-0123", "'+12125550123" */
const LOOKS_LIKE_PHONE = /^'?\+?[\d\s().-]{9,20}$/;

/**
 * Guesses what each column is about: by its name, of several the one whose name is the more usual; the phone column of
 * a file without telling names by its cells. Fields of which nothing is found are left out.
 */
export function guessMapping(columns: string[], rows: string[][]): { origin: string | null; mapping: Mapping } {
  const names = columns.map(plain);
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const field of IMPORT_FIELDS) {
    const column = columnNamed(names, NAMES[field], taken, rows, field === "phone");
    if (column === null) continue;
    mapping[field] = column;
    taken.add(column);
  }
  const byCells = mapping.phone ?? columns.findIndex((_, at) => isPhoneColumn(rows, at));
  if (byCells >= 0) mapping.phone = byCells;
  const origin = ORIGINS.find(([, marks]) => marks.every((mark) => names.includes(mark)));
  return { origin: origin?.[0] ?? null, mapping };
}

/** True when a column of this name is likely to hold phone numbers. */
export function isPhoneName(name: string): boolean {
  return NAMES.phone.includes(plain(name));
}

/** Of columns with a known name, one that is not empty in the first rows is better than one that is; of two of one name too. */
function columnNamed(
  names: string[],
  known: string[],
  taken: Set<number>,
  rows: string[][],
  isPhone: boolean,
): number | null {
  const found = known.flatMap((name) => names.flatMap((it, at) => (it === name && !taken.has(at) ? [at] : [])));
  const isFilled = (at: number) => rows.some((row) => (row[at] ?? "").trim() !== "");
  const best = isPhone ? found.find((at) => isPhoneColumn(rows, at)) : undefined;
  const first = found[0];
  const namesake = first === undefined ? undefined : found.find((at) => names[at] === names[first] && isFilled(at));
  return best ?? namesake ?? first ?? null;
}

function isPhoneColumn(rows: string[][], column: number): boolean {
  const cells = rows.map((row) => row[column]?.trim() ?? "").filter(Boolean);
  return cells.length > 0 && cells.every((cell) => LOOKS_LIKE_PHONE.test(cell) && cell.replace(/\D/g, "").length >= 9);
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\(.*?\)\s*$/, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
