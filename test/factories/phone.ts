let last = 3_000_000 + Math.floor(Math.random() * 5_000_000);

/** A valid number no one else in this file has: New York's 212 unless another area code is asked for. */
export function aPhone(areaCode = "212"): string {
  last += 1;
  return `+1${areaCode}${last}`;
}
