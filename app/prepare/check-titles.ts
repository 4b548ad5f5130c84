import type { CheckKind } from "#domain/forecast/preparation/judge";

export const checkTitles: Record<CheckKind, string> = {
  sender: "Your number",
  speed: "Time to reach everyone",
  "quiet-hours": "Quiet hours",
  spending: "Spending limit",
  flows: "Flows",
  "test-text": "Test text",
  "saved-replies": "Saved replies",
  "opening-hours": "Answers outside opening hours",
  "opt-outs": "Possible opt-outs",
  staff: "Staff alerts",
};
