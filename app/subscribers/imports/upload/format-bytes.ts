const UNITS = ["bytes", "kB", "MB", "GB"] as const;

/** "1.4 MB": as the file's owner sees it in a folder, in powers of a thousand. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${amount.toLocaleString("en-US", { maximumFractionDigits: power === 0 || amount >= 100 ? 0 : 1 })} ${UNITS[power]}`;
}
