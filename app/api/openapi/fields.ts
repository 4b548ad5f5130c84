type Json = Record<string, unknown>;

/** One field of a body or an answer, as a person reads it. */
export interface Field {
  /** "consent.wordsShown", "events[].id". */
  name: string;
  type: string;
  isRequired: boolean;
  description: string;
}

/** The fields of a schema of the OpenAPI file, outer ones first; of alternatives those of all. */
export function fieldsOf(schema: unknown, file: Json, prefix = ""): Field[] {
  const { properties, items, anyOf, required } = resolve(schema, file);
  if (Array.isArray(anyOf))
    return withoutRepeats(anyOf.flatMap((it) => optional(fieldsOf(it, file, prefix), anyOf.length > 1)));
  if (items !== undefined) return fieldsOf(items, file, `${prefix}[]`);
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(asObject(properties)).flatMap(([name, given]) => {
    const inner = resolve(given, file);
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const description = typeof inner.description === "string" ? inner.description : "";
    return [
      { name: path, type: typeOf(inner, file), isRequired: needed.has(name), description },
      ...fieldsOf(inner, file, path),
    ];
  });
}

function typeOf(schema: Json, file: Json): string {
  if (Array.isArray(schema.anyOf))
    return [...new Set(schema.anyOf.map((it) => typeOf(resolve(it, file), file)))].join(" or ");
  if (Array.isArray(schema.enum)) return schema.enum.join(" | ");
  if (schema.type === "array") return `list of ${typeOf(resolve(schema.items, file), file)}`;
  if (typeof schema.format === "string") return schema.format;
  return String(schema.type ?? "any");
}

function optional(fields: Field[], isOneOfSeveral: boolean): Field[] {
  return isOneOfSeveral ? fields.map((it) => ({ ...it, isRequired: false })) : fields;
}

function withoutRepeats(fields: Field[]): Field[] {
  return [...new Map(fields.map((it) => [it.name, it])).values()];
}

function resolve(schema: unknown, file: Json): Json {
  const { $ref, ...own } = asObject(schema);
  const name = typeof $ref === "string" ? $ref.split("/").at(-1) : undefined;
  return name === undefined ? own : { ...asObject(asObject(asObject(file.components).schemas)[name]), ...own };
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {}; // JSON
}
