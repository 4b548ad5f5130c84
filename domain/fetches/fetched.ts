/** What can be fetched from a store, with the fields that texts may use. Browser-safe. */
export const fetchable = {
  order: [
    { field: "status", label: "Fulfillment status", sample: "Fulfilled" },
    { field: "payment", label: "Payment status", sample: "Paid" },
    { field: "tracking_number", label: "Tracking number", sample: "1Z999AA10123456784" },
    { field: "tracking_url", label: "Tracking link", sample: "https://carrier.example/1Z999AA10123456784" },
  ],
  customer: [
    { field: "orders", label: "Number of orders", sample: "3" },
    { field: "spent", label: "Total spent", sample: "120.00" },
  ],
} as const;

export type Fetchable = keyof typeof fetchable;

/** Values by field; a field that the store has nothing for is left out. */
export type Fetched = Record<string, string | number>;
