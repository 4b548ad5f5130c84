/** For how many hours the old secret works on after a rotation, as the page offers it (OVERLAP_HOURS of domain/api-keys/keys.ts). */
export const OVERLAP_WORDS = [
  { value: "0", label: "Not at all" },
  { value: "1", label: "For 1 hour" },
  { value: "24", label: "For 1 day" },
  { value: "168", label: "For 7 days" },
];
