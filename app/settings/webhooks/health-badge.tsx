import { Badge } from "@shopify/polaris";

export interface Health {
  isOn: boolean;
  restsUntil: Date | null;
  fullSince: Date | null;
}

/** How an endpoint does, in one word. */
export function HealthBadge({ isOn, restsUntil, fullSince }: Health) {
  if (!isOn) return <Badge>Off</Badge>;
  if (fullSince) return <Badge tone="critical">Too many waiting</Badge>;
  return restsUntil ? <Badge tone="critical">Unreachable</Badge> : <Badge tone="success">On</Badge>;
}
