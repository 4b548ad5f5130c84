import { z } from "zod";
import type { SettingField } from "#domain/flows/triggers/setting-field";
import { type EventProperty, everyFlowsTags } from "#domain/flows/triggers/trigger-type";
import type { MergeTag } from "#domain/messages/content/merge-tags";

/** Days within which a view counts; 0: only people who asked are told. */
export const lookedDays = z.union([z.literal(0), z.literal(7), z.literal(14), z.literal(30)]).default(7);

export const lookedDaysField: SettingField = {
  name: "lookedDays",
  label: "Who enters",
  kind: "choice",
  choices: [
    { value: 0, label: "Only people who asked to be notified" },
    { value: 7, label: "Also people who viewed it in the last 7 days" },
    { value: 14, label: "Also people who viewed it in the last 14 days" },
    { value: 30, label: "Also people who viewed it in the last 30 days" },
  ],
};

export const variantTags: MergeTag[] = [
  ...everyFlowsTags,
  { name: "link", label: "Link to the product", sample: "https://crt.example/l/a1B2c3D4e5" },
  { name: "product.title", label: "Product", sample: "Cedar candle" },
  { name: "product.variant", label: "Variant", sample: "Large" },
  { name: "product.price", label: "Price", sample: "$24.50" },
];

export const variantProperties: EventProperty[] = [
  { name: "product", title: "Product", type: "text" },
  { name: "product_id", title: "Product ID", type: "text" },
  { name: "variant", title: "Variant", type: "text" },
  { name: "price", title: "Price", type: "money" },
  { name: "asked", title: "Asked to be notified", type: "yes-no" },
];
