import { howOften } from "./how-often.ts";

/** Tapped links of ours. Previews, bots and uncertain taps do not count. */
export const clicks = howOften({
  type: "clicks",
  label: "Clicked",
  did: "clicked",
  didNot: "have not clicked",
  count: "clicks",
  last: "last_click_at",
  timesWhen: (isWithin) => `SELECT count(*) FROM clicks c
    WHERE c.shop_id = $1 AND c.subscriber_id = f.subscriber_id AND c.counted AND ${isWithin("c.clicked_at")}`,
});
