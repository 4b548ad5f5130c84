import {
  cancelStarted,
  createCampaignDraft,
  getCampaign,
  listCampaigns,
  scheduleDraft,
} from "#app/api/resources/campaigns";
import {
  addNote,
  answerConversation,
  assignConversation,
  closeConversation,
  reopenConversation,
} from "#app/api/resources/conversation-changes";
import { getConversation, getThread, listConversations } from "#app/api/resources/conversations";
import { sendEvents } from "#app/api/resources/events";
import { exportSubscribers, exportTexts } from "#app/api/resources/exports";
import { changeKeyword, createKeyword, listKeywords, stopKeyword } from "#app/api/resources/keywords";
import { countPeople, getSegment, listSegments } from "#app/api/resources/segments";
import { changeTags, optOutSubscriber, setProperties } from "#app/api/resources/subscriber-changes";
import { addSubscriber, findSubscribers, getSubscriber } from "#app/api/resources/subscribers";
import { getText, sendText } from "#app/api/resources/texts";
import type { Operation } from "./operation.ts";

/** Every operation of the API, in the order of the reference. The router and the reference are both made of this table. */
export const operations: readonly Operation[] = [
  ...[findSubscribers, addSubscriber, getSubscriber, optOutSubscriber, changeTags, setProperties],
  sendEvents,
  ...[sendText, getText],
  ...[listCampaigns, getCampaign, createCampaignDraft, scheduleDraft, cancelStarted],
  ...[listSegments, getSegment, countPeople],
  ...[listKeywords, createKeyword, changeKeyword, stopKeyword],
  ...[listConversations, getConversation, getThread],
  ...[answerConversation, addNote, closeConversation, reopenConversation, assignConversation],
  ...[exportSubscribers, exportTexts],
];
