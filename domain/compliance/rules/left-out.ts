/** What our sources mention and we do not apply, with the reason; shown with the rules. */
export const LEFT_OUT: { jurisdiction: string; name: string; why: string }[] = [
  {
    jurisdiction: "US-PA",
    name: "Pennsylvania",
    why: "Our source is unclear about Sundays and holidays. Federal hours apply until we verify it. You can turn off texts on Sundays and holidays for everyone.",
  },
];
