type Json = Record<string, unknown>;

/**
 * What a program written for the API of `before` can no longer do with that of `after`: operations and fields that are gone, answers
 * that may hold something else, and requests that are refused now. Additions are no breaking change.
 */
export function breakingChanges(before: Json, after: Json): string[] {
  return objectsIn(before.paths).flatMap(([path, methods]) =>
    objectsIn(methods).flatMap(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path}`;
      const now = asObject(asObject(asObject(after.paths)[path])[method]);
      if (Object.keys(now).length === 0) return [`${name} is gone`];
      return changesOfOperation(name, operation, now, { before, after });
    }),
  );
}

interface Files {
  before: Json;
  after: Json;
}

function changesOfOperation(name: string, was: Json, is: Json, files: Files): string[] {
  const answers = objectsIn(was.responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([status, response]) => {
      const now = asObject(is.responses)[status];
      if (now === undefined) return [`${name} no longer answers ${status}`];
      return narrowed(`${name} ${status}`, schemaIn(response), schemaIn(asObject(now)), files);
    });
  const scope = was["x-scope"] === is["x-scope"] ? [] : [`${name} needs another scope`];
  const known = parametersOf(was);
  const parameters = parametersOf(is).flatMap((it) => {
    const old = known.find(({ name: of }) => of === it.name);
    return it.required === true && old?.required !== true ? [`${name} requires the parameter ${it.name}`] : [];
  });
  const goneParameters = known
    .filter((it) => !parametersOf(is).some(({ name: of }) => of === it.name))
    .map((it) => `${name} no longer takes the parameter ${it.name}`);
  const [bodyWas, bodyIs] = [schemaIn(asObject(was.requestBody)), schemaIn(asObject(is.requestBody))];
  // A request is the other way around: what was sent before must still be taken.
  const body = narrowed(`${name} body`, bodyIs, bodyWas, { before: files.after, after: files.before }, "request");
  return [...scope, ...answers, ...parameters, ...goneParameters, ...body];
}

/**
 * What `is` no longer promises of what `was` promised. For a request the two are exchanged: then `was` is the new schema,
 * whose demands the old requests must meet.
 */
function narrowed(
  at: string,
  wasGiven: Json,
  isGiven: Json,
  files: Files,
  of: "answer" | "request" = "answer",
): string[] {
  const [was, is] = [resolve(wasGiven, files.before), resolve(isGiven, files.after)];
  if (Array.isArray(was.anyOf) || Array.isArray(is.anyOf)) return alternatives(at, was, is, files, of);
  const types = typesOf(was);
  if (types.length > 0 && !(typesOf(is).length > 0 && typesOf(is).every((it) => types.includes(it))))
    return [`${at} has another type`];
  const problems: string[] = [];
  if (Array.isArray(was.enum)) {
    const allowed = new Set(was.enum);
    const more = Array.isArray(is.enum) ? is.enum.filter((it) => !allowed.has(it)) : ["any value"];
    // In an answer a new word is an addition, which programs must bear; in a request a word that is taken no more.
    if (more.length > 0 && of === "request") problems.push(`${at} no longer takes ${more.join(", ")}`);
  }
  const required = (schema: Json) => new Set(Array.isArray(schema.required) ? schema.required : []);
  for (const [field, schema] of objectsIn(was.properties)) {
    const now = asObject(is.properties)[field];
    if (now === undefined) {
      if (of === "answer") problems.push(`${at}/${field} is gone`);
      else if (required(was).has(field)) problems.push(`${at}/${field} is required now`);
      continue;
    }
    if (required(was).has(field) && !required(is).has(field))
      problems.push(of === "answer" ? `${at}/${field} may be absent` : `${at}/${field} is required now`);
    problems.push(...narrowed(`${at}/${field}`, schema, asObject(now), files, of));
  }
  if (of === "request" && was.additionalProperties === false)
    for (const [field] of objectsIn(is.properties))
      if (asObject(was.properties)[field] === undefined) problems.push(`${at}/${field} is no longer taken`);
  if (of === "request") problems.push(...tighter(at, was, is));
  if (was.items) problems.push(...narrowed(`${at}/items`, asObject(was.items), asObject(is.items), files, of));
  return problems;
}

/** Each alternative of the newer side must fit one of the other. */
function alternatives(at: string, was: Json, is: Json, files: Files, of: "answer" | "request"): string[] {
  const list = (schema: Json) => (Array.isArray(schema.anyOf) ? schema.anyOf.map(asObject) : [schema]);
  return list(is).flatMap((it) =>
    list(was).some((other) => narrowed(at, other, it, files, of).length === 0) ? [] : [`${at} allows something else`],
  );
}

/** Bounds that a value which was sent before may now lie beyond. */
function tighter(at: string, now: Json, before: Json): string[] {
  const bound = (schema: Json, name: string, none: number) => (typeof schema[name] === "number" ? schema[name] : none);
  const isTighter =
    ["minLength", "minItems", "minimum"].some(
      (name) => bound(now, name, Number.NEGATIVE_INFINITY) > bound(before, name, Number.NEGATIVE_INFINITY),
    ) ||
    ["maxLength", "maxItems", "maximum"].some(
      (name) => bound(now, name, Number.POSITIVE_INFINITY) < bound(before, name, Number.POSITIVE_INFINITY),
    ) ||
    (now.pattern !== undefined && now.pattern !== before.pattern) ||
    (now.format !== undefined && now.format !== before.format);
  return isTighter ? [`${at} takes fewer values`] : [];
}

function typesOf({ type }: Json): unknown[] {
  if (type === undefined) return [];
  return Array.isArray(type) ? type : [type];
}

function parametersOf(operation: Json): { name: string; required?: boolean }[] {
  return Array.isArray(operation.parameters) ? operation.parameters : [];
}

function schemaIn(response: Json): Json {
  const content = objectsIn(response.content)[0]?.[1] ?? {};
  return asObject(content.schema);
}

function resolve(schema: Json, file: Json): Json {
  const name = typeof schema.$ref === "string" ? schema.$ref.split("/").at(-1) : undefined;
  return name === undefined ? schema : asObject(asObject(asObject(file.components).schemas)[name]);
}

function objectsIn(value: unknown): [string, Json][] {
  return Object.entries(asObject(value)).map(([name, it]) => [name, asObject(it)]);
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {}; // JSON
}
