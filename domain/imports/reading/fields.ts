import { UserError } from "#domain/user-error";

/** What a column of a file can be about, in the order in which a screen offers it. */
export const IMPORT_FIELDS = [
  "phone",
  "firstName",
  "lastName",
  "email",
  "tags",
  "country",
  "region",
  "birthday",
  "consent",
  "consentedAt",
  "unsubscribedAt",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** The number of each field's column, counted from 0; fields without a column are absent. */
export type Mapping = Partial<Record<ImportField, number>>;

const LABELS: Record<ImportField, string> = {
  phone: "Phone number",
  firstName: "First name",
  lastName: "Last name",
  email: "Email",
  tags: "Tags",
  country: "Country",
  region: "State or province",
  birthday: "Birthday",
  consent: "Opted in to texts (yes or no)",
  consentedAt: "Opt-in date",
  unsubscribedAt: "Opted out (date, or yes or no)",
};

/** How a screen names a field. */
export function fieldLabel(field: ImportField): string {
  return LABELS[field];
}

/** Throws a UserError when a mapping lacks the number, names a column that is not there, or uses one twice. */
export function checkMapping(mapping: Mapping, columns: number): void {
  if (mapping.phone === undefined)
    throw new UserError("import-no-phone", "Choose the column with phone numbers.", "phone");
  const used = new Map<number, ImportField>();
  for (const field of IMPORT_FIELDS) {
    const column = mapping[field];
    if (column === undefined) continue;
    if (!Number.isInteger(column) || column < 0 || column >= columns)
      throw new UserError("import-no-column", `${LABELS[field]} is mapped to a column that isn’t in the file.`, field);
    const other = used.get(column);
    if (other !== undefined)
      throw new UserError(
        "import-column-twice",
        `${LABELS[other]} and ${LABELS[field]} are mapped to the same column. Choose one.`,
        field,
      );
    used.set(column, field);
  }
}
