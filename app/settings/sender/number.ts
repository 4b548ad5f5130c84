/** A number as people read it: +1 (888) 555-0142. Other countries' numbers and short codes stay as they are. */
export function readableNumber(phone: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return parts ? `+1 (${parts[1]}) ${parts[2]}-${parts[3]}` : phone;
}

const kinds: Record<string, string> = {
  long_code: "Local number",
  toll_free: "Toll-free number",
  short_code: "Short code",
};

export function numberKind(kind: string): string {
  return kinds[kind] ?? kind;
}
