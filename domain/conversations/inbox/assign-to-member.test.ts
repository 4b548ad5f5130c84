import { beforeEach, describe, expect, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { aWritingShopper } from "../../../test/factories/writing-shopper.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { assignToMember, possibleAssignees } from "./assign-to-member.ts";
import { listConversations } from "./list.ts";

const ctx = aContext();
const { db, clock } = ctx;
const START = clock.now();
const by = { kind: "staff", id: "42", name: "Ada Moreno" } as const;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(START);
});

const aShopper = () => aWritingShopper(ctx);

describe("assigning to one of the store's people", () => {
  async function aTeam(shopId: string) {
    const times = { firstSeenAt: START, lastSeenAt: START };
    const people = [
      { id: "7", name: "Mara Quinn", role: "support" },
      { id: "8", name: null, role: "owner" },
      { id: "9", name: "Ben Ode", role: "read-only" },
      { id: "10", name: "Ada Moreno", role: "read-only", isAccountOwner: true },
    ];
    await db.prisma.staffMember.createMany({ data: people.map((it) => ({ ...it, ...times, shopId })) });
  }
  const mine = async (shopId: string, assigneeId: string) =>
    (await listConversations(db, shopId, { view: "all", assigneeId })).conversations.length;

  test("offers those whose role lets them answer, by name", async () => {
    const { shopId } = await aShopper();
    await aTeam(shopId);
    expect((await possibleAssignees(db, shopId)).map(({ id }) => id)).toEqual(["10", "7", "8"]);
  });

  test("shows in the thread, and in the list of the person who has it now", async () => {
    const { shopId, writes, read, ref, entries } = await aShopper();
    await aTeam(shopId);
    await writes("My parcel is late");
    for (const memberId of ["7", "7", "8"]) await assignToMember(ctx, { ...(await ref()), by, memberId });
    expect(await read()).toMatchObject({ assignee: { id: "8", name: null } });
    const events = (await entries()).flatMap((it) => (it.kind === "event" ? [it] : []));
    expect(events).toMatchObject([
      { what: "assigned", by, data: { assigneeId: "7", assignee: "Mara Quinn" } },
      { what: "assigned", by, data: { assigneeId: "8" } },
    ]);
    expect([await mine(shopId, "7"), await mine(shopId, "8"), await mine(shopId, "none")]).toEqual([0, 1, 0]);
  });

  test("refuses someone who can't answer, or who is another store's", async () => {
    const { shopId, writes, read, ref } = await aShopper();
    await aTeam((await aShopper()).shopId);
    await writes("My parcel is late");
    const give = async (memberId: string) => assignToMember(ctx, { ...(await ref()), by, memberId });
    await expect(give("7")).rejects.toMatchObject({ code: "assignee-unable", field: "assignee" });
    await aTeam(shopId);
    for (const memberId of ["9", "11", ""])
      await expect(give(memberId)).rejects.toMatchObject({ code: "assignee-unable" });
    expect(await read()).toMatchObject({ assignee: null });
  });

  test("does nothing to another shop's conversation", async () => {
    const own = await aShopper();
    await own.writes("Hello");
    const { shopId } = await aShopper();
    await aTeam(shopId);
    const { conversationId } = await own.ref();
    await expect(assignToMember(ctx, { shopId, conversationId, by, memberId: "7" })).rejects.toMatchObject({
      code: "conversation-not-found",
    });
    expect(await own.read()).toMatchObject({ assignee: null });
  });
});
