import type { Context } from "#domain/context";
import { publishFlow } from "#domain/flows/publishing/publish";
import { newCode } from "#domain/links/code";
import { formatRef } from "#domain/messages/ref";
import { createList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { saveSegment } from "#domain/segments/save";
import { newId } from "#platform/ids";
import { aCampaign } from "./campaigns/campaign.ts";
import { aKeyword } from "./keyword.ts";
import { fillHelpDesk } from "./shop-records/help-desk.ts";
import { fillImport } from "./shop-records/import.ts";
import { fillInbox } from "./shop-records/inbox.ts";
import { fillPrograms } from "./shop-records/programs.ts";
import { fillPurchases } from "./shop-records/purchases.ts";
import { fillReplyReview } from "./shop-records/reply-review.ts";
import { aSubscriber } from "./subscriber.ts";

/** What others might try to lay hands on. */
export interface FilledShop {
  shopId: string;
  senderId: string;
  senderPhone: string;
  subscriberId: string;
  phone: string;
  customerId: string;
  /** A campaign that is being sent, and one that can still be changed. */
  campaignId: string;
  draftId: string;
  flowId: string;
  requestId: string;
  /** A file that was checked, with a line that was refused. */
  importId: string;
  segmentId: string;
  listId: string;
  orderId: string;
  checkoutToken: string;
  cartToken: string;
  /** A reply that waits for a decision. */
  unsureReplyId: string;
  conversationId: string;
  /** A note in the conversation. */
  noteId: string;
  pictureId: string;
  savedReplyId: string;
  /** A staff number. */
  staffId: string;
  keywordId: string;
  endpointId: string;
  /** An event that was delivered to it. */
  webhookEventId: string;
  /** A key of the API. */
  apiKeyId: string;
  /** A text that the provider has taken and not yet reported on. */
  messageId: string;
  /** Its name outside. */
  ref: string;
  /** Its short link. */
  code: string;
}

/** Gives an installed shop one of everything, each with `word` in it, so that it is known wherever it turns up. */
export async function fillShop(ctx: Context, shopId: string, word: string): Promise<FilledShop> {
  const { prisma } = ctx.db;
  const now = ctx.clock.now();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  await prisma.shop.update({
    where: { id: shopId },
    data: {
      name: `${word} Goods`,
      email: `owner@${word}.test`,
      timeZone: "America/New_York",
      currency: "USD",
      country: "US",
      detailsAt: now,
      formKeyAt: now,
    },
  });
  await prisma.shopSettings.update({
    where: { shopId },
    data: { brandName: `${word} Brand`, helpText: `${word} help` },
  });
  const sender = await prisma.sender.findFirstOrThrow({ where: { shopId } });
  const customerId = `7${Math.floor(Math.random() * 1e12)}`;
  const person = await aSubscriber(ctx.db, {
    shopId,
    customerId,
    email: `ada@${word}.test`,
    firstName: `${word}-Ada`,
    lastName: `${word}-Berg`,
    tags: [`${word}-tag`],
  });
  const words = {
    name: `${word} winter sale`,
    body: `${word} winter text {{ link }}`,
    linkUrl: `https://${word}.test/sale`,
  };
  const draft = await aCampaign(ctx.db, { shopId, senderId: sender.id, ...words });
  const sending = await aCampaign(ctx.db, {
    ...{ shopId, senderId: sender.id, ...words, state: "sending", month, startedAt: now, snapshotDoneAt: now },
    ...{ audienceCount: 1, expiresAt: new Date(now.getTime() + 48 * 3_600_000) },
  });
  const flow = await prisma.flow.findFirstOrThrow({ where: { shopId, preset: "abandoned-cart" } });
  const document = JSON.parse(JSON.stringify(flow.draft).replace("Pick up where", `${word} pick up where`)) as object;
  await prisma.flow.update({ where: { shopId_id: { shopId, id: flow.id } }, data: { draft: document } });
  await publishFlow(ctx, shopId, flow.id);

  const [messageId, code, orderId, checkoutToken] = [newId(), newCode(), `${word}-order`, `${word}-checkout`];
  const own = { shopId, subscriberId: person.id };
  await prisma.message.create({
    data: {
      ...own,
      ...{
        month,
        id: messageId,
        class: "campaign",
        purpose: "marketing",
        sourceKind: "campaign",
        sourceId: sending.id,
      },
      ...{
        senderId: sender.id,
        state: "accepted",
        dueAt: now,
        expiresAt: now,
        handedAt: now,
        createdAt: now,
        parts: 1,
      },
      ...{
        body: `${word} winter text`,
        phone: person.phone,
        provider: "twilio",
        providerId: `SM${messageId}`,
        linkCode: code,
      },
    },
  });
  await prisma.shortLink.create({
    data: { ...own, code, messageMonth: month, messageId, targetUrl: `https://${word}.test/sale`, createdAt: now },
  });
  await prisma.click.create({
    data: {
      ...own,
      id: newId(),
      code,
      messageMonth: month,
      messageId,
      clickedAt: now,
      userAgent: `${word} phone`,
      counted: true,
    },
  });
  await fillPurchases(ctx.db, own, { orderId, checkoutToken }, word, now);
  await prisma.attribution.create({
    data: {
      ...{
        shopId,
        orderId,
        messageMonth: month,
        messageId,
        sourceKind: "campaign",
        sourceId: sending.id,
        clickedAt: now,
      },
      ...{ orderedAt: now, currency: "USD", totalMicros: 21_000_000n, windowDays: 5, decidedAt: now },
      explanation: { rule: `${word} rule`, candidates: [] },
    },
  });
  const { conversationId, noteId, pictureId, savedReplyId } = await fillInbox(ctx.db, own, word, now);
  const staffId = newId();
  await prisma.staffPhone.create({
    data: { ...own, id: staffId, phone: person.phone, name: `${word} staff`, createdAt: now },
  });
  const keywordId = await aKeyword(ctx, shopId, { words: [word.toUpperCase()], answer: `${word} answer`, tag: word });
  const { endpointId, webhookEventId, apiKeyId } = await fillPrograms(ctx.db, own, word, now);
  await fillHelpDesk(ctx.db, { ...own, conversationId }, word, now);
  const about = { ...own, conversationId, senderId: sender.id, phoneHash: person.phoneHash };
  const unsureReplyId = await fillReplyReview(ctx.db, about, word, now);
  await prisma.event.create({
    data: { ...own, id: newId(), kind: "checkout-started", occurredAt: now, data: { title: `${word} candle` } },
  });
  await prisma.enrollment.create({
    data: {
      ...{ ...own, id: newId(), flowId: flow.id, versionId: newId(), subject: `${word}-subject`, state: "waiting" },
      ...{ stepId: "wait-an-hour", resumeAt: new Date(now.getTime() + 3_600_000), startedAt: now },
    },
  });
  const importId = await fillImport(ctx.db, shopId, word, now);
  const listId = await createList(ctx, shopId, `${word} list`);
  await addToList(ctx.db, ctx, { shopId, listId, subscriberIds: [person.id] });
  const rules = { type: "tags", match: "any", tags: [`${word}-tag`] };
  const { id: segmentId } = await saveSegment(ctx, shopId, { name: `${word} segment`, rules });
  const requestId = `${word}-request`;
  await prisma.dataRequest.create({
    data: {
      shopId,
      id: requestId,
      customerId,
      askedAt: now,
      file: { identity: [{ id: person.id, name: `${word} person` }] },
    },
  });
  return {
    ...{
      ...own,
      senderId: sender.id,
      senderPhone: sender.phone,
      phone: person.phone,
      customerId,
      campaignId: sending.id,
      draftId: draft.id,
    },
    ...{
      flowId: flow.id,
      requestId,
      importId,
      segmentId,
      listId,
      orderId,
      checkoutToken,
      cartToken: `${checkoutToken}-cart`,
      messageId,
      code,
      unsureReplyId,
      ...{ conversationId, noteId, pictureId, savedReplyId },
      staffId,
      keywordId,
      endpointId,
      webhookEventId,
      apiKeyId,
    },
    ref: formatRef({ shopId, month: month.toISOString().slice(0, 10), id: messageId }),
  };
}
