import { beforeEach, describe, expect, test } from "vitest";
import { allows, ROLES, type Role } from "#domain/team/roles";
import { type VerbName, verbNamed } from "#domain/team/verbs";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type Access, admitToPage, doVerb } from "./access.ts";
import { PAGES } from "./pages.ts";

const ctx = aContext();
const { prisma, everyShop } = ctx.db;
let shopId: string;
beforeEach(async () => {
  await emptyDatabase();
  ({ id: shopId } = await aShop(ctx.db));
});

const NO_FIELD = { field: () => null };

function accessOf(role: Role, path: string, subjectId: string | null = null): Access {
  const page = PAGES[path];
  if (!page) throw new Error(`No page ${path}.`);
  const person = { id: "43", name: "Mara Quinn", isAccountOwner: false, role, lastSeenAt: ctx.clock.now() };
  return { ctx, shopId, person, page, subjectId };
}

const pages = Object.entries(PAGES);
const intents = pages.flatMap(([path, { intents = {} }]) =>
  Object.entries(intents).map(([intent, verb]) => ({ path, intent, verb })),
);
const posts = pages.flatMap(([path, { post }]) => (post === undefined ? [] : [{ path, verb: post }]));

describe.each(ROLES)("someone with the role %s", (role) => {
  const may = (verb: VerbName) => allows(role, verbNamed(verb).needs);

  test("sees the pages of the role and is told who sees the others", async () => {
    for (const [path, { see }] of pages) {
      const asked = admitToPage(accessOf(role, path), "GET");
      if (may(see)) await asked;
      else await expect(asked, path).rejects.toMatchObject({ status: 403 });
    }
  });

  test("posts to nothing that the role doesn't allow", async () => {
    for (const { path, verb } of posts) {
      const asked = admitToPage(accessOf(role, path), "POST");
      if (may(verb)) await asked;
      else await expect(asked, path).rejects.toMatchObject({ status: 403 });
    }
  });

  test("presses the buttons of the role; any other does nothing and says who can", async () => {
    for (const { path, intent, verb } of intents) {
      let isDone = false;
      const asked = doVerb(accessOf(role, path), { intent, ...NO_FIELD }, async () => {
        isDone = true;
        return { leadsTo: null };
      });
      const what = `${intent} on ${path}`;
      if (may(verb)) await asked;
      else await expect(asked, what).rejects.toMatchObject({ code: "team-not-allowed" });
      expect(isDone, what).toBe(may(verb));
    }
  });

  test("leaves an entry for whatever the log notes, and for nothing that was refused", async () => {
    for (const { path, intent } of intents)
      await doVerb(accessOf(role, path), { intent, ...NO_FIELD }, async () => ({ leadsTo: null })).catch(() => {});
    const events = await prisma.auditEvent.findMany({ where: { shopId } });
    const isNoted = ({ verb }: { verb: VerbName }) => may(verb) && !("not" in verbNamed(verb).audit);
    const expected = intents.filter(isNoted).map(({ verb }) => verb);
    expect(new Set(events.map(({ verb }) => verb))).toEqual(new Set(expected));
    for (const event of events) expect(event).toMatchObject({ actorId: "43", doneAt: ctx.clock.now() });
  });
});

test("a refusal names the roles that may and the owner to ask", async () => {
  const at = ctx.clock.now();
  const times = { firstSeenAt: at, lastSeenAt: at };
  await prisma.staffMember.create({
    data: { shopId, id: "42", name: "Olive Hart", isAccountOwner: true, role: "read-only", ...times },
  });
  const asked = doVerb(accessOf("support", "/campaigns/new"), { intent: "launch", ...NO_FIELD }, neverDone);
  await expect(asked).rejects.toThrow(
    "Only owners and marketing can start campaigns. Your role is Support. Ask Olive Hart for a different role.",
  );
});

test("what was refused leaves no entry, what broke halfway leaves an open one", async () => {
  const { id: campaignId } = await aCampaign(ctx.db, { shopId });
  const access = accessOf("owner", "/campaigns/:campaignId", campaignId);
  const ask = (work: () => Promise<{ leadsTo: null }>) => doVerb(access, { intent: "pause", ...NO_FIELD }, work);
  await expect(ask(() => Promise.reject(new Response(null, { status: 404 })))).rejects.toMatchObject({ status: 404 });
  expect(await everyShop.auditEvent.count()).toBe(0);
  await expect(ask(() => Promise.reject(new Error("the process broke")))).rejects.toThrow("broke");
  const { subjectId } = access;
  expect(await everyShop.auditEvent.findMany()).toMatchObject([{ verb: "campaign.pause", subjectId, doneAt: null }]);
});

test("an entry names no record of another shop, nor what was typed", async () => {
  const { id: other } = await aShop(ctx.db);
  const { id: campaignId } = await aCampaign(ctx.db, { shopId: other });
  const done = async () => ({ leadsTo: `/campaigns/${campaignId}` });
  const typed = { intent: "pause", field: () => campaignId };
  for (const subjectId of [campaignId, newId(), null])
    await doVerb(accessOf("owner", "/campaigns/:campaignId", subjectId), typed, done);
  await doVerb(accessOf("owner", "/settings/team"), { intent: "role", field: () => "999" }, done);
  const events = await prisma.auditEvent.findMany({ where: { shopId } });
  expect(events.map(({ subjectId }) => subjectId)).toEqual([null, null, null, null]);
});

test("an intent that no page of this build has does nothing", async () => {
  for (const intent of ["explode", "", "constructor", "__proto__"])
    await expect(doVerb(accessOf("owner", "/"), { intent, ...NO_FIELD }, neverDone)).rejects.toMatchObject({
      status: 400,
    });
});

async function neverDone(): Promise<never> {
  throw new Error("This was to be refused.");
}
