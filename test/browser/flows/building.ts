import type { Locator } from "playwright-core";
import { expect } from "vitest";
import type { Admin } from "../admin.ts";

/** What a merchant does to a flow on its page, by keyboard where that is natural. */
export function buildingIn({ app, page, seeToast, waitUntilAlive }: Admin) {
  const press = (key: string) => page.keyboard.press(key);
  const form = (title: string) => app.getByRole("region", { name: title, exact: true });

  /** Goes down a menu that is open to one of its entries, and chooses it. */
  async function chooseFromMenu(entry: Locator): Promise<void> {
    await entry.waitFor();
    await expect.poll(() => app.locator('[role="menuitem"]:focus').count()).toBe(1);
    const count = await app.getByRole("menuitem").count();
    for (let place = 0; place < count && !(await hasFocus(entry)); place += 1) await press("ArrowDown");
    await press("Enter");
  }

  return {
    form,
    /** The id of the flow whose page is open. */
    flowId: () => new URL(page.frame("app-iframe")?.url() ?? "").pathname.split("/")[2] ?? "",
    /** Inserts a step, without the mouse; its form opens. */
    async insert(after: string, type: string): Promise<Locator> {
      await app.getByRole("button", { name: `Add a step after ${after}`, exact: true }).focus();
      await press("Enter");
      await chooseFromMenu(app.getByRole("menuitem", { name: type, exact: true }));
      await form(type).waitFor();
      return form(type);
    },
    /** The sentences of the steps, from top to bottom. */
    steps: () => app.locator("[data-step]").allInnerTexts(),
    async publish(): Promise<void> {
      await app.getByRole("button", { name: "Publish", exact: true }).click();
      await app.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
      await seeToast("Version 1 is live");
      await waitUntilAlive();
    },
  };
}

function hasFocus(of: Locator): Promise<boolean> {
  return of.evaluate((element) => element.contains(document.activeElement));
}
