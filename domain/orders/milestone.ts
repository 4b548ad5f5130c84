/** What the carrier reports of a fulfillment and flows can start with. */
export const milestones = ["out-for-delivery", "delivered", "delayed", "ready-for-pickup"] as const;
export type Milestone = (typeof milestones)[number];
