import { beforeEach, expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { admitPerson, type StorePerson } from "./admit.ts";
import { listTeam, roleOf, setRole } from "./team.ts";

const ctx = aContext();
let shopId: string;
beforeEach(async () => {
  await emptyDatabase();
  ({ id: shopId } = await aShop(ctx.db));
});

const OLIVE: StorePerson = { name: "Olive Hart", isAccountOwner: true };
const MARA: StorePerson = { name: "Mara Quinn", isAccountOwner: false };
const visit = (id: string, told: StorePerson | null = null, of = shopId) =>
  admitPerson(ctx, { shopId: of, id }, async () => told);

test("until an owner gives someone a role, everyone can do what they could before", async () => {
  expect(await visit("42", OLIVE)).toMatchObject({ name: "Olive Hart", isAccountOwner: true, role: "owner" });
  expect((await visit("43", MARA)).role).toBe("owner");
});

test("once there are roles, people who come for the first time only look", async () => {
  await visit("42", OLIVE);
  await visit("43", MARA);
  expect(await setRole(ctx, shopId, { id: "43", role: "support" })).toMatchObject({ role: "support" });
  expect((await visit("43")).role).toBe("support");
  expect((await visit("44")).role).toBe("read-only");
});

test("the store's account owner is an owner however late they come, and stays one", async () => {
  await visit("43", MARA);
  await setRole(ctx, shopId, { id: "43", role: "owner" });
  expect((await visit("42", OLIVE)).role).toBe("owner");
  await expect(setRole(ctx, shopId, { id: "42", role: "support" })).rejects.toThrow("always an owner");
});

test("a new account owner is known within a day, and the former one has the role that was given", async () => {
  await visit("42", OLIVE);
  await visit("43", MARA);
  await setRole(ctx, shopId, { id: "43", role: "marketing" });
  ctx.clock.advance(25 * 3_600_000);
  expect((await visit("43", { ...MARA, isAccountOwner: true })).role).toBe("owner");
  await visit("42", { ...OLIVE, isAccountOwner: false });
  expect(await setRole(ctx, shopId, { id: "42", role: "support" })).toMatchObject({ role: "support" });
});

test("the last owner can't be demoted, so no one is locked out", async () => {
  await visit("43", MARA);
  await expect(setRole(ctx, shopId, { id: "43", role: "marketing" })).rejects.toThrow("the only owner");
  await visit("44");
  await setRole(ctx, shopId, { id: "43", role: "marketing" });
  await expect(setRole(ctx, shopId, { id: "44", role: "support" })).rejects.toThrow("the only owner");
});

test("two owners who demote each other at the same moment leave one owner", async () => {
  await visit("43", MARA);
  await visit("44");
  const asked = ["43", "44"].map((id) => setRole(ctx, shopId, { id, role: "support" }));
  const done = await Promise.allSettled(asked);
  expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const roles = (await listTeam(ctx.db, shopId)).map(({ role }) => role);
  expect(new Set(roles)).toEqual(new Set(["owner", "support"]));
});

test("roles are of one shop", async () => {
  const { id: other } = await aShop(ctx.db);
  await visit("43", MARA);
  await visit("43", MARA, other);
  await visit("44", null, other);
  await setRole(ctx, other, { id: "43", role: "read-only" });
  expect(await roleOf(ctx.db, shopId, "43")).toBe("owner");
  await expect(setRole(ctx, shopId, { id: "44", role: "owner" })).rejects.toThrow("hasn’t opened the app");
});

test("a store that doesn't answer is asked again minutes later, and the page is shown meanwhile", async () => {
  let asked = 0;
  const ask = () =>
    admitPerson(ctx, { shopId, id: "42" }, async () => {
      asked += 1;
      return asked === 1 ? null : OLIVE;
    });
  expect((await ask()).name).toBeNull();
  await ask();
  expect(asked).toBe(1);
  ctx.clock.advance(6 * 60_000);
  expect((await ask()).name).toBe("Olive Hart");
});

test("an unknown role is refused", async () => {
  await visit("42", OLIVE);
  for (const role of ["", "admin", "constructor"])
    await expect(setRole(ctx, shopId, { id: "42", role })).rejects.toThrow("Choose one of the roles");
});
