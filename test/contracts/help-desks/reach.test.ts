import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { callDesk, openDeskAccess } from "#domain/help-desks/call-desk";
import { connectDesk } from "#domain/help-desks/connection/connect";
import { drivers } from "#domain/help-desks/drivers/registry";
import { newId } from "#platform/ids";
import { tokenCipher } from "#platform/token-cipher";
import { aLaneAtWork } from "../../factories/lane.ts";

const at = aLaneAtWork();
const cipher = tokenCipher([{ id: "k1", key: randomBytes(32) }]);
const account = { kind: "gorgias", subdomain: "fernhill", userName: "ada@shop.test", token: "secret-of-ada" };

test.each(["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1"])(
  "a help desk whose name leads to %s is not called, at no attempt",
  async (address) => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [address];
    };
    const call = callDesk(
      openDeskAccess({ cipher, simulatorUrl: null, trusted: [] }, { resolve }),
      drivers.gorgias,
      account,
    );
    for (const _ of [1, 2])
      await expect(call({ method: "GET", path: "/api/account" })).rejects.toMatchObject({ trouble: "unreachable" });
    expect(asked).toEqual(["fernhill.gorgias.com", "fernhill.gorgias.com"]);
  },
);

test.each(["evil.test/", "a.b", "evil.test#", "x@evil.test", "10.0.0.1:80/?", "", "-a", "ä"])(
  "the subdomain %j leads nowhere",
  async (subdomain) => {
    const access = { post: () => Promise.reject(new Error("called")), cipher, simulatorUrl: null };
    const connecting = connectDesk({ ...at.ctx, helpDesks: access }, at.lane.shopId, { ...account, subdomain });
    await expect(connecting).rejects.toMatchObject({ field: "subdomain" });
  },
);

test("the token and the webhook's secret are in no row as they are, nor in another shop's place", async () => {
  const post = async ({ url }: { url: string }) => {
    const body = url.endsWith("/api/integrations") ? JSON.stringify({ id: 5 }) : "{}";
    return { kind: "answer" as const, status: 200, retryAfter: null, body, isCut: false, bytes: body.length, ms: 1 };
  };
  await connectDesk({ ...at.ctx, helpDesks: { post, cipher, simulatorUrl: null } }, at.lane.shopId, account);
  const [row] = await at.ctx.db.everyShop.helpDesk.findMany();
  expect(JSON.stringify(row)).not.toContain(account.token);
  const place = `help-desk/${row?.shopId}/${row?.id}/token`;
  expect(cipher.open(row?.sealedToken ?? "", place)).toBe(account.token);
  expect(() => cipher.open(row?.sealedToken ?? "", place.replace("/token", "/secret"))).toThrow();
  expect(() => cipher.open(row?.sealedToken ?? "", place.replace(at.lane.shopId, newId()))).toThrow();
});
