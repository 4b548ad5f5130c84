import { isDateForm, LONGEST_DATE } from "#domain/messages/content/filters/date-in-text";
import {
  ANY,
  eitherShape,
  type ListShape,
  numberShape,
  type Shape,
  type TextShape,
  textShape,
  writtenLength,
} from "./shape.ts";

/** Characters of the longest amount with its currency. */
const LONGEST_MONEY = 30;
/** Each directive of a strftime format stands for at most this many characters. */
const LONGEST_DIRECTIVE = 12;

type Bound = (given: TextShape, args: Shape[]) => Shape;

const same: Bound = (given) => ({ ...textShape(given.longest, given.isPlain), isNumber: given.isNumber });
const arithmetic: Bound = () => numberShape();

/** The longest that a filter makes of a text. A filter that is missing here can make any length. */
const OF_TEXTS: Record<string, Bound> = {
  ...Object.fromEntries(
    "plus minus times divided_by modulo round ceil floor abs at_least at_most size"
      .split(" ")
      .map((it) => [it, arithmetic]),
  ),
  ...Object.fromEntries(
    "strip lstrip rstrip strip_newlines remove remove_first remove_last slice".split(" ").map((it) => [it, same]),
  ),
  // "ΐ" has three letters in upper case, "İ" two in lower case, and neither is kept in the basic SMS alphabet.
  upcase: ({ longest }) => textShape(longest * 3),
  downcase: ({ longest }) => textShape(longest * 2),
  capitalize: ({ longest }) => textShape(longest * 2 + 1),
  append: (given, [added]) => joinShapes(given, textOf(added)),
  prepend: (given, [added]) => joinShapes(given, textOf(added)),
  default: (given, [other]) => (other ? eitherShape(given, other) : given),
  truncate: (given, args) => truncateShape(given, args),
  truncatewords: (given, [, ending]) => joinShapes(given, ending ? textOf(ending) : textShape(3, true)),
  replace: (given, [sought, put]) => replaceShape(given, textOf(sought), put ? textOf(put) : textShape(0, true)),
  replace_first: (given, [, put]) => joinShapes(given, put ? textOf(put) : textShape(0, true)),
  replace_last: (given, [, put]) => joinShapes(given, put ? textOf(put) : textShape(0, true)),
  money: (given) =>
    given.isNumber ? textShape(LONGEST_MONEY, true) : textShape(Math.max(LONGEST_MONEY, given.longest), given.isPlain),
  date: (_given, [form]) => dateShape(form ? textOf(form) : textShape(0, true)),
  url_encode: ({ longest }) => textShape(longest * 9, true),
  url_decode: ({ longest }) => textShape(longest),
  split: (given): ListShape => ({ kind: "list", most: given.longest + 1, of: textShape(given.longest, given.isPlain) }),
  first: same,
  last: same,
};

type ListBound = (given: ListShape, args: Shape[]) => Shape;

const sameList: ListBound = (given) => given;

const OF_LISTS: Record<string, ListBound> = {
  ...Object.fromEntries("sort sort_natural reverse uniq compact where slice".split(" ").map((it) => [it, sameList])),
  first: ({ of }) => of,
  last: ({ of }) => of,
  find: ({ of }) => of,
  size: () => numberShape(),
  sum: () => numberShape(),
  has: () => textShape(5, true),
  default: (given, [other]) => (other ? eitherShape(given, other) : given),
  map: ({ most, of }, [field]) => ({ kind: "list", most, of: fieldOf(of, field) }),
  concat: (given, [more]) =>
    more?.kind === "list" ? { kind: "list", most: given.most + more.most, of: eitherShape(given.of, more.of) } : ANY,
  join: ({ most, of }, [between]) => {
    const item = writtenLength(of);
    const separator = between ? textOf(between) : textShape(1, true);
    return textShape(most * (item.longest + separator.longest), item.isPlain && separator.isPlain);
  },
};

/** What a filter makes of a value, at its longest. */
export function filterShape(name: string, given: Shape, args: Shape[]): Shape {
  if (given.kind === "text") return OF_TEXTS[name]?.(given, args) ?? ANY;
  if (given.kind === "list") return OF_LISTS[name]?.(given, args) ?? ANY;
  // Any value cut to a length has that length; `default` and arithmetic say no more about it.
  if (name === "truncate") return truncateShape(textShape(Number.POSITIVE_INFINITY), args);
  return OF_TEXTS[name] === arithmetic ? numberShape() : ANY;
}

function textOf(shape: Shape | undefined): TextShape {
  return shape?.kind === "text" ? shape : textShape(Number.POSITIVE_INFINITY);
}

function joinShapes(left: TextShape, right: TextShape): TextShape {
  return textShape(left.longest + right.longest, left.isPlain && right.isPlain);
}

function truncateShape(given: TextShape, [length, ending]: Shape[]): TextShape {
  const end = ending ? textOf(ending) : textShape(3, true);
  const most = length === undefined ? 50 : length.kind === "text" ? Number(length.literal ?? Number.NaN) : Number.NaN;
  if (Number.isNaN(most)) return joinShapes(given, end);
  return textShape(Math.min(given.longest, Math.max(most, end.longest)), given.isPlain && end.isPlain);
}

function replaceShape(given: TextShape, sought: TextShape, put: TextShape): TextShape {
  const length = typeof sought.literal === "string" ? sought.literal.length : 0;
  const times = length === 0 ? given.longest + 1 : Math.floor(given.longest / length);
  return textShape(given.longest + times * put.longest, given.isPlain && put.isPlain);
}

function dateShape({ literal }: TextShape): TextShape {
  if (literal === undefined || isDateForm(literal)) return textShape(LONGEST_DATE);
  return textShape(String(literal).length * LONGEST_DIRECTIVE);
}

function fieldOf(of: Shape, field: Shape | undefined): Shape {
  const name = field?.kind === "text" ? field.literal : undefined;
  return of.kind === "object" && typeof name === "string" ? (of.fields.get(name) ?? ANY) : ANY;
}
