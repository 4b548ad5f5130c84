import type { Topic } from "#domain/conversations/topics/topic";

/** Replies as shoppers write them, by what a person took them for. */
export type LabelledTopics = Partial<Record<Topic, string[]>>;
