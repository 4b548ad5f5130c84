import {
  AssignTag,
  CaptureTag,
  CaseTag,
  CycleTag,
  DecrementTag,
  EchoTag,
  ForTag,
  IfTag,
  IncrementTag,
  LiquidTag,
  Output,
  RawTag,
  type Template,
  TypeGuards,
  UnlessTag,
  type Value,
} from "liquidjs";
import { addLengths, type Length, lengthOf, lengthOfValue, longerOf, multiplyLength, NOTHING } from "./length.ts";
import { ANY, eitherShape, numberShape, type Shape, textShape, writtenLength } from "./shape.ts";
import { type Scope, shapeOfToken, shapeOfValue } from "./value-shape.ts";

/** Rounds that a loop may have. */
export const MOST_ROUNDS = 20;

/** Adds up how long a parsed template can get, and reports what is wrong with it at its place. */
export function walkTemplates(templates: Template[], scope: Scope): Length {
  return templates.map((template) => walkTemplate(template, scope)).reduce(addLengths, NOTHING);
}

export function walkTemplate(template: Template, scope: Scope): Length {
  const { token } = template;
  if (TypeGuards.isHTMLToken(token)) return lengthOf(token.getContent());
  if (template instanceof Output) return lengthWritten(shapeOfValue(template.value, scope), token.begin, scope);
  if (template instanceof EchoTag) return lengthWritten(echoedShape(template, scope), token.begin, scope);
  if (template instanceof IfTag || template instanceof UnlessTag) return walkBranches(template, scope);
  if (template instanceof CaseTag) return walkCases(template, scope);
  if (template instanceof ForTag) return walkLoop(template, scope);
  if (template instanceof AssignTag) {
    const { key, value } = template as unknown as { key: string; value: Value }; // private in liquidjs
    assignShape(key, shapeOfValue(value, scope), scope);
    return NOTHING;
  }
  if (template instanceof CaptureTag) {
    const { units, isPlain } = walkTemplates(template.templates, scope);
    assignShape(template.variable, textShape(units, isPlain), scope);
    return NOTHING;
  }
  if (template instanceof CycleTag) {
    const { candidates } = template as unknown as { candidates: Parameters<typeof shapeOfToken>[0][] }; // private in liquidjs
    return candidates
      .map((candidate) => lengthWritten(shapeOfToken(candidate, scope), token.begin, scope))
      .reduce(longerOf, NOTHING);
  }
  if (template instanceof IncrementTag || template instanceof DecrementTag) return lengthOfValue(12, true);
  if (template instanceof LiquidTag) return walkTemplates(template.templates, scope);
  if (template instanceof RawTag) {
    const { tokens } = template as unknown as { tokens: { getText(): string }[] }; // private in liquidjs
    return lengthOf(tokens.map((it) => it.getText()).join(""));
  }
  return NOTHING;
}

function echoedShape(template: EchoTag, scope: Scope): Shape {
  const { value } = template as unknown as { value?: Value }; // private in liquidjs
  return value ? shapeOfValue(value, scope) : textShape(0, true);
}

/** What a tag writes. A value without a bound is reported once, and counts as nothing beyond that. */
function lengthWritten(shape: Shape, at: number, scope: Scope): Length {
  if (shape.kind === "object" || (shape.kind === "list" && shape.of.kind !== "text")) {
    const hint =
      shape.kind === "list"
        ? "This is a list. Write its items with {% for item in … limit: 3 %}{{ item.title }}{% endfor %}"
        : "Name one of its values";
    scope.report(at, `${hint}${shape.kind === "object" ? `: ${[...shape.fields.keys()].join(", ")}` : ""}.`);
    return NOTHING;
  }
  const { longest, isPlain } = writtenLength(shape);
  if (Number.isFinite(longest)) return lengthOfValue(longest, isPlain);
  // An unknown name has its own problem.
  if (!scope.isReportedAt(at))
    scope.report(at, "This value can get too long for a text. Add “| truncate: 60” at its end.");
  return NOTHING;
}

function walkBranches({ branches, elseTemplates }: IfTag | UnlessTag, scope: Scope): Length {
  const inner = { ...scope, isConditional: true };
  const arms = branches.map(({ value, templates }) => {
    shapeOfValue(value, scope);
    return walkTemplates(templates, inner);
  });
  return [...arms, walkTemplates(elseTemplates ?? [], inner)].reduce(longerOf, NOTHING);
}

/** liquidjs writes every branch that matches: with distinct constants that is one at most. */
function walkCases({ value, branches, elseTemplates }: CaseTag, scope: Scope): Length {
  const inner = { ...scope, isConditional: true };
  shapeOfValue(value, scope);
  const keys = branches.flatMap(({ values }) =>
    values.map((token) => {
      const shape = shapeOfToken(token, scope);
      return shape.kind === "text" ? shape.literal : undefined;
    }),
  );
  const isOneOf = keys.every((key) => key !== undefined) && new Set(keys.map(String)).size === keys.length;
  const repeats = branches.map(({ templates, values }) =>
    multiplyLength(walkTemplates(templates, inner), isOneOf ? 1 : values.length),
  );
  return longerOf(repeats.reduce(isOneOf ? longerOf : addLengths, NOTHING), walkTemplates(elseTemplates, inner));
}

function walkLoop(tag: ForTag, scope: Scope): Length {
  const { variable, collection, hash, templates, elseTemplates, token } = tag;
  const over = shapeOfToken(collection, scope);
  const limit = hash.hash.limit && TypeGuards.isNumberToken(hash.hash.limit) ? hash.hash.limit.content : null;
  for (const given of [hash.hash.limit, hash.hash.offset]) if (given) shapeOfToken(given, scope);
  const rounds = Math.min(
    limit ?? Number.POSITIVE_INFINITY,
    over.kind === "list" ? over.most : Number.POSITIVE_INFINITY,
  );
  const isRange = TypeGuards.isRangeToken(collection) && Number.isFinite(rounds);
  if (over.kind !== "list" && over.kind !== "any")
    scope.report(collection.begin, `${collection.getText()} isn’t a list, so a loop can’t go through it.`);
  else if (limit === null && !isRange)
    scope.report(
      token.begin,
      `Limit this loop: {% for ${variable} in ${collection.getText()} limit: 3 %}. It can run up to ${MOST_ROUNDS} times.`,
    );
  else if (rounds > MOST_ROUNDS)
    scope.report(token.begin, `This loop can run ${rounds} times, and ${MOST_ROUNDS} is the most. Lower its limit.`);
  const item = over.kind === "list" ? over.of : ANY;
  const body = bodyOf(templates, { ...scope, isConditional: true }, { variable, item });
  const bounded = Math.min(Math.max(0, rounds), MOST_ROUNDS);
  return longerOf(multiplyLength(body, bounded), walkTemplates(elseTemplates, { ...scope, isConditional: true }));
}

const FORLOOP: Shape = {
  kind: "object",
  fields: new Map([
    ...["index", "index0", "rindex", "rindex0", "length"].map((name) => [name, numberShape()] as const),
    ...["first", "last"].map((name) => [name, textShape(5, true)] as const),
    ["name", textShape(100)],
  ]),
};

/** One round. A variable that grows from round to round has no bound. */
function bodyOf(templates: Template[], scope: Scope, { variable, item }: { variable: string; item: Shape }): Length {
  const locals = new Map([...scope.locals, [variable, item], ["forloop", FORLOOP]]);
  const before = new Map(scope.assigned);
  const once = walkTemplates(templates, { ...scope, locals });
  const grown = [...scope.assigned].filter(([name, shape]) => {
    const earlier = before.get(name);
    return earlier !== undefined && writtenLength(shape).longest > writtenLength(earlier).longest;
  });
  if (grown.length === 0) return once;
  for (const [name] of grown) scope.assigned.set(name, textShape(Number.POSITIVE_INFINITY));
  return walkTemplates(templates, { ...scope, locals });
}

function assignShape(name: string, shape: Shape, { assigned, isConditional }: Scope): void {
  const before = assigned.get(name);
  assigned.set(name, isConditional && before ? eitherShape(before, shape) : shape);
}
