import { afterAll, expect, test } from "vitest";
import { runningDemo } from "../setup/browser.ts";
import { type Admin, excessWidth, expectNoTrouble, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const OWNER = "42";
const COLLEAGUE = "43";

const { admin, phone } = await openDemoAdmin();
testsContinueEachOther();

/** Says who is signed in to the store's admin: every window of it is theirs from then on. */
async function signIn(staffId: string): Promise<void> {
  const body = JSON.stringify({ staffId });
  const response = await fetch(`${runningDemo().urls.store}/control/${DEMO_SHOP}/sign-in`, { method: "POST", body });
  expect(response.ok).toBe(true);
}
// Other files use this store, too.
afterAll(() => signIn(OWNER));

const roleOf = ({ app }: Admin, name: string) => app.getByLabel(`Role of ${name}`);

async function giveRole(name: string, role: string, word: string): Promise<void> {
  await admin.open("/settings/team");
  await roleOf(admin, name).selectOption(role);
  await admin.seeToast(`${name} is now ${word}`);
}

test("an owner gives someone a role, but can't take the account owner's", async () => {
  await signIn(COLLEAGUE);
  await admin.open("/settings");
  await signIn(OWNER);
  await giveRole("Mara Quinn", "support", "Support");
  expect(await roleOf(admin, "Olive Hart").isDisabled()).toBe(true);
  await admin.app.getByText("Always an owner").waitFor();
  await expectAccessible(admin);
  await takePicture(admin, "team");
  expectNoTrouble(admin);
});

test("what the role doesn't include is disabled or explained", async () => {
  await signIn(COLLEAGUE);
  await admin.open("/settings/team");
  expect(await roleOf(admin, "Mara Quinn").isDisabled()).toBe(true);
  await admin.app.getByText(/^Only owners can change roles\. Your role is Support\. Ask Olive Hart/).waitFor();
  await admin.open("/settings/hours");
  await admin.app.getByText(/^Only owners and marketing can change texting settings/).waitFor();
  await admin.open("/settings/activity");
  await admin.app.getByRole("heading", { name: "Not available to you" }).waitFor();
  await admin.app.getByText(/^Only owners can see the activity log/).waitFor();
  await expectAccessible(admin);
  admin.troubles.length = 0; // The browser logs the answer 403.
  await signIn(OWNER);
});

test("the activity log says who did it, and is filtered by action", async () => {
  await admin.open("/settings/activity");
  const { app } = admin;
  await app.getByRole("link", { name: "Changed a role" }).first().waitFor();
  await app.getByLabel("Action").selectOption("campaign");
  await app.getByRole("link", { name: "Changed a role" }).first().waitFor({ state: "detached" });
  await app.getByLabel("Action").selectOption("team");
  await app.getByRole("link", { name: "Changed a role" }).first().waitFor();
  await expectAccessible(admin);
  await takePicture(admin, "activity");
  expectNoTrouble(admin);
});

test("both pages can be read on a phone", async () => {
  for (const page of ["team", "activity"]) {
    await phone.open(`/settings/${page}`);
    await expectAccessible(phone);
    expect(await excessWidth(phone)).toBe(0);
    await takePicture(phone, `${page}-phone`);
  }
  expectNoTrouble(phone);
  await giveRole("Mara Quinn", "owner", "Owner");
});
