import type { MergeTag } from "#domain/messages/content/merge-tags";

/** What an automatic answer may name. */
export const keywordTags: MergeTag[] = [
  { name: "customer.first_name", label: "First name", sample: "Ada", longest: 30 },
  { name: "customer.last_name", label: "Last name", sample: "Lovelace", longest: 30 },
  { name: "shop.name", label: "Store name", sample: "Your store", longest: 60 },
];
