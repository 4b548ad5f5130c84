/** Where Shopify's published schema, payload schemas and samples are; README.md says where each is from. */
export const PUBLISHED = new URL("./", import.meta.url);
