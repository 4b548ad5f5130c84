/** "1 person", "1,204 people". */
export function formatPeople(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "person" : "people"}`;
}
