/** After how many minutes a question that no one has read is told of. */
export const waitingChoices = [15, 30, 60, 120, 240] as const;
