import { z } from "zod";
import { type Judgment, PASS, personGate, skip } from "./gate.ts";

const PHRASES = {
  installed: { record: "installed", present: "has the app installed", past: "has the app installed" },
  uninstalled: { record: "uninstalled", present: "has uninstalled the app", past: "had uninstalled the app" },
};

const evidence = z.object({ state: z.enum(["installed", "uninstalled"]) });

/** A store that uninstalled the app sends nothing. */
export const shop = personGate({
  name: "shop",
  title: "Store",
  facts: ["isShopLive"],
  evidence,
  judge: ({ isShopLive }): Judgment<typeof evidence> => ({
    evidence: { state: isShopLive ? "installed" : "uninstalled" },
    verdict: isShopLive ? PASS : skip("shop-uninstalled"),
  }),
  describe: ({ state }, { tense }) => PHRASES[state][tense],
});
