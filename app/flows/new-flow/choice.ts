/** What is chosen: the key of a template, or a flow from nothing. */
export type Choice = { template: string } | "blank" | null;
