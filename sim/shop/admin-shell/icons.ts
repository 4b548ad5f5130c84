import { type Markup, raw } from "../html.ts";

/** Line drawings on a 20 by 20 grid. */
const paths = {
  home: "M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z",
  orders: "M4 4h12v12.5l-2.2-1.4-1.9 1.4-1.9-1.4-1.9 1.4-1.9-1.4L4 16.5zM7 8h6M7 11h4",
  products: "M4 4.5h5.5L16.5 11 11 16.500 4 10zM7.200 7.700h.01",
  customers: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm-6 7c.4-3.400 2.800-5 6-5s5.600 1.600 6 5z",
  store: "M4 8.500 5 4h10l1 4.500M4 8.500a2 2 0 0 0 4 0 2 2 0 0 0 4 0 2 2 0 0 0 4 0M5 10.500V16h10v-5.500",
  settings:
    "M10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM10 3v2m0 10v2M3 10h2m10 0h2M5 5l1.500 1.500m7 7L15 15M15 5l-1.500 1.500m-7 7L5 15",
  menu: "M3 5.500h14M3 10h14M3 14.500h14",
  search: "M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10zm4-1 3.500 3.500",
  open: "M8 4H4v12h12v-4M11 4h5v5m0-5-7 7",
} as const;

export function icon(name: keyof typeof paths): Markup {
  return raw(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="${paths[name]}"/></svg>`,
  );
}

/** Cartbell's own mark: a bell that hangs from a cart's handle. */
export function appIcon(size: number): Markup {
  return raw(
    `<svg viewBox="0 0 40 40" width="${size}" height="${size}" aria-hidden="true"><rect width="40" height="40" rx="9" fill="#12403a"/><path d="M8 11h3.500l2 4" fill="none" stroke="#f5c451" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round"/><path d="M20 12.500c-4.500 0-7 3.200-7 7.600v4.200L11 27.500h18l-2-3.200v-4.200c0-4.400-2.500-7.600-7-7.600z" fill="#f5c451"/><circle cx="16.500" cy="31" r="2" fill="#fff"/><circle cx="23.500" cy="31" r="2" fill="#fff"/></svg>`,
  );
}
