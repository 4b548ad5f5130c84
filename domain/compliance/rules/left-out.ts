/** What our sources mention and we do not apply, with the reason; shown with the rules. */
export const LEFT_OUT: { jurisdiction: string; name: string; why: string }[] = [
  {
    jurisdiction: "US-PA",
    name: "Pennsylvania",
    why: "The row in our source is garbled: something about Sundays and holidays. The federal hours apply until it is verified; you can choose none on Sundays and holidays for everybody.",
  },
];
