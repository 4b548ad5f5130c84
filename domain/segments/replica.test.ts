import { expect, test } from "vitest";
import { readAudiencePage } from "#domain/campaigns/audience/audience-page";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { countSegment } from "#domain/segments/sizes/count";
import { openReplica } from "#platform/sql/replica";
import { aContext } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { cuttableLine } from "../../test/setup/cuttable-line.ts";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { listPeople } from "./list-people.ts";
import { samplePeople } from "./sample-people.ts";
import { saveSegment } from "./save.ts";
import { parseRules } from "./tree.ts";

const ctx = aContext();
const { db, clock } = ctx;
const FLORIDA = { type: "place", places: ["US-FL"] };

test("while the replica is away, pages, counts and a campaign's audience come from the primary", async () => {
  const line = await cuttableLine(testDatabaseUrl());
  const replica = openReplica(line.url, db, { log: ctx.log, probeMs: 200 });
  const withReplica = { ...ctx, replica };
  const { shopId, id: person } = await aSubscriber(db, { region: "FL" });
  const { id: segmentId } = await saveSegment(ctx, shopId, { name: "Florida", rules: FLORIDA });
  const audience = await peopleOf(db, shopId, { kind: "segment", segmentId, name: "Florida" }, clock.now());
  const everything = async () => {
    const listed = await listPeople(withReplica, shopId, { segment: segmentId });
    const counted = await countSegment(withReplica, shopId, parseRules(FLORIDA));
    const sample = await samplePeople(withReplica, shopId, parseRules(FLORIDA));
    const page = await readAudiencePage(withReplica, shopId, audience, { after: null, byClock: false });
    return { listed: listed.subscribers.map((it) => it.id), counted, sample: sample.length, people: page.people };
  };
  const answer = { listed: [person], counted: { people: 1 }, sample: 1, people: 1 };
  expect(await everything()).toMatchObject(answer);
  await line.cut();
  expect(await everything()).toMatchObject(answer);
  await line.mend();
  await expect.poll(() => replica.isAway()).toBe(false);
  line.silence();
  expect(await everything()).toMatchObject(answer);
  expect(replica.isAway()).toBe(true);
  await replica.close();
  await line.close();
});
