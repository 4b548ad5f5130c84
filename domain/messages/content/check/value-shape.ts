import { type Expression, type Filter, type Token, TypeGuards, type Value } from "liquidjs";
import { filterShape } from "./filter-shape.ts";
import { ANY, eitherShape, numberShape, type ObjectShape, quotedShape, type Shape, textShape } from "./shape.ts";

/** What the names of a template stand for at one place of it. */
export interface Scope {
  /** The merge tags that the text may use. */
  tags: ObjectShape;
  /** Set by the loops around the place. */
  locals: Map<string, Shape>;
  /** Set by assign and capture, for the rest of the template. */
  assigned: Map<string, Shape>;
  /** In a branch or a loop: a variable keeps its earlier value when the place is not reached. */
  isConditional: boolean;
  report(at: number, message: string): void;
  /** True when a problem was reported within the tag that begins there. */
  isReportedAt(at: number): boolean;
  describeUnknown(name: string): string;
}

export function shapeOfValue({ initial, filters }: Value, scope: Scope): Shape {
  return filteredShape(shapeOfExpression(initial, scope), filters, scope);
}

function filteredShape(given: Shape, filters: Pick<Filter, "name" | "args">[], scope: Scope): Shape {
  return filters.reduce((shape, { name, args }) => {
    const given = args.map((arg) => shapeOfToken(Array.isArray(arg) ? arg[1] : arg, scope));
    return filterShape(name, shape, given);
  }, given);
}

/** Operators compare, except `or`, which gives the first value that is there (engine.ts). */
function shapeOfExpression({ postfix }: Expression, scope: Scope): Shape {
  const operands: Shape[] = [];
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) operands.push(shapeOfToken(token, scope));
    else {
      const right = operands.pop() ?? ANY;
      const left = token.operator === "not" ? right : (operands.pop() ?? ANY);
      operands.push(token.operator === "or" ? eitherShape(left, right) : textShape(5, true));
    }
  }
  return operands[0] ?? textShape(0, true);
}

export function shapeOfToken(token: Token | undefined, scope: Scope): Shape {
  if (token === undefined) return ANY;
  if (TypeGuards.isQuotedToken(token)) return quotedShape(token.content);
  if (TypeGuards.isNumberToken(token)) return numberShape(token.content);
  if (TypeGuards.isLiteralToken(token)) return textShape(5, true);
  if (TypeGuards.isRangeToken(token)) return { kind: "list", most: roundsOf(token), of: numberShape() };
  if (TypeGuards.isFilteredValueToken(token))
    return filteredShape(shapeOfExpression(token.initial, scope), token.filters, scope);
  if (TypeGuards.isPropertyAccessToken(token)) return shapeOfName(token, scope);
  return ANY;
}

function roundsOf({ lhs, rhs }: { lhs: Token; rhs: Token }): number {
  if (!TypeGuards.isNumberToken(lhs) || !TypeGuards.isNumberToken(rhs)) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.trunc(rhs.content) - Math.trunc(lhs.content) + 1);
}

type NameToken =
  | Extract<Token, { props: unknown }>
  | { variable?: Token | undefined; props: Token[]; begin: number; getText(): string };

function shapeOfName(token: NameToken, scope: Scope): Shape {
  const { variable, props } = token as { variable?: Token; props: Token[] };
  const steps = [...(variable ? [variable] : []), ...props];
  let shape: Shape | undefined;
  for (const [i, step] of steps.entries()) {
    const name = nameOf(step);
    if (name === null) {
      shapeOfToken(step, scope);
      shape = i === 0 ? ANY : shape?.kind === "list" ? shape.of : ANY;
    } else shape = i === 0 ? rootShape(String(name), scope) : fieldShape(shape ?? ANY, name);
    if (shape === undefined) {
      scope.report(token.begin, scope.describeUnknown(token.getText()));
      return ANY;
    }
  }
  return shape ?? ANY;
}

/** The name in a path: an identifier, a quoted name or an index. Null: another value decides. */
function nameOf(token: Token): string | number | null {
  if (TypeGuards.isWordToken(token)) return token.content;
  if (TypeGuards.isQuotedToken(token)) return token.content;
  return TypeGuards.isNumberToken(token) ? token.content : null;
}

function rootShape(name: string, { tags, locals, assigned }: Scope): Shape | undefined {
  return locals.get(name) ?? assigned.get(name) ?? tags.fields.get(name);
}

function fieldShape(shape: Shape, name: string | number): Shape | undefined {
  if (shape.kind === "any") return ANY;
  if (name === "size" && shape.kind !== "object") return numberShape();
  if (shape.kind === "object") return shape.fields.get(String(name)) ?? shape.others?.(String(name));
  if (shape.kind === "list")
    return typeof name === "number" || name === "first" || name === "last" ? shape.of : undefined;
  return undefined;
}
