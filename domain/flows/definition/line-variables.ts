import { cutText } from "#domain/messages/content/bounded-variables";
import { MOST_ITEMS } from "#domain/messages/content/check/shape";
import type { MergeTag } from "#domain/messages/content/merge-tags";

/** A line of a cart or an order, as the store told it. */
export interface Line {
  title: string;
  quantity: number;
  /** Of one piece; absent in old rows. */
  priceMicros?: number;
}

/** Characters of a product's title in a text; nearly all are shorter. */
const LONGEST_TITLE = 60;

/** A line as texts see it. The price is a number: {{ line.price | money }}. */
interface LineInText {
  title: string;
  quantity: number;
  price: number;
}

/** The lines of a cart or an order for loops, and those that texts name most: the first, the last, the most expensive. */
export function lineVariables(lines: Line[]): Record<string, unknown> {
  const shown = lines.map(
    ({ title, quantity, priceMicros = 0 }): LineInText => ({
      title: titleInText(title),
      quantity,
      price: priceMicros / 1_000_000,
    }),
  );
  const dearest = shown.reduce<LineInText | null>(
    (best, line) => (best && best.price >= line.price ? best : line),
    null,
  );
  return {
    lines: shown.slice(0, MOST_ITEMS),
    first_line: shown[0] ?? null,
    last_line: shown.at(-1) ?? null,
    most_expensive: dearest,
  };
}

export function titleInText(title: string): string {
  return cutText(title, LONGEST_TITLE);
}

const lineTags: MergeTag[] = [
  { name: "title", label: "Title", sample: "Cedar candle|Wick trimmer", longest: LONGEST_TITLE },
  { name: "quantity", label: "Quantity", sample: "1|2", longest: 9, isPlain: true },
  { name: "price", label: "Price, with “| money”", sample: "24|9", longest: 15, isPlain: true },
];

const GROUP = "Items";

/** What texts may say about a cart or an order. `what` begins the labels: "Cart", "Order". */
export function purchaseTags(object: "cart" | "order", what: string): MergeTag[] {
  const picked = (field: string, label: string, at: number): MergeTag[] =>
    lineTags.map(({ name, label: of, sample, ...bounds }) => ({
      name: `${object}.${field}.${name}`,
      label: `${label}: ${of.toLowerCase()}`,
      sample: sample.split("|")[at] ?? sample,
      group: GROUP,
      ...bounds,
    }));
  return [
    { name: `${object}.total`, label: `${what} total`, sample: "$42.00", longest: 30, isPlain: true },
    { name: `${object}.item_count`, label: "Number of items", sample: "2", longest: 9, isPlain: true },
    { name: `${object}.first_item`, label: "First item", sample: "Cedar candle", longest: LONGEST_TITLE },
    {
      name: `${object}.items`,
      label: "All items",
      sample: "Cedar candle, Wick trimmer",
      longest: 3 * LONGEST_TITLE + 30,
    },
    ...picked("most_expensive", "Most expensive item", 0),
    ...picked("last_line", "Last item", 1),
    ...picked("first_line", "First item", 0),
    { name: `${object}.lines`, label: "Items, one by one", sample: "", each: lineTags, group: GROUP },
  ];
}
