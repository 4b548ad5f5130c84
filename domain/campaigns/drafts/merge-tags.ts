import type { MergeTag } from "#domain/messages/content/merge-tags";

/** What a campaign's text may name. Browser-safe. */
export const campaignTags: MergeTag[] = [
  { name: "customer.first_name", label: "First name", sample: "Olivia", longest: 30 },
  { name: "customer.last_name", label: "Last name", sample: "Bennett", longest: 30 },
  { name: "shop.name", label: "Store name", sample: "Your store", longest: 60 },
  { name: "link", label: "Tracked short link", sample: "https://crt.example/l/a1B2c3D4e5", longest: 60, isPlain: true },
];
