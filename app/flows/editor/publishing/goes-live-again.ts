/** What publishing a paused flow does. */
export const GOES_LIVE_AGAIN =
  "The paused flow goes live again. People on hold continue, unless their texts are past the deadline.";
