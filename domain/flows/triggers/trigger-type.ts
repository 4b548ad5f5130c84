import { z } from "zod";
import type { StoreThings } from "#domain/flows/checking/store-things";
import type { FieldProblem } from "#domain/flows/definition/problem";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import type { Purpose } from "#domain/messages/source";
import type { SettingField } from "./setting-field.ts";

/** How often a person may enter a flow. "once-per-subject": once for each order, cart …; "always": at each event. */
export type Reentry =
  | { kind: "once" }
  | { kind: "once-per-subject" }
  | { kind: "always" }
  | { kind: "after-days"; days: number };

/** What an event says of itself. Filters compare these, branches ask about them. */
export interface EventProperty {
  /** In `TriggerEvent.event.properties`. */
  name: string;
  title: string;
  /** "money" is in millionths of the store's currency; "list" is several words. */
  type: "text" | "number" | "money" | "yes-no" | "list";
}

export type PropertyValue = string | number | boolean | string[] | null;

/** What a person does in the storefront that makes a text pointless. */
export type ShopperExit = "cart-ended" | "added-to-cart";

/** The headings of the menu in which a merchant chooses a trigger. */
export type TriggerGroup = "store" | "person" | "time" | "programs";

/** What starts a flow for a person. One file each; browser-safe, like everything that the editor shows. */
export interface TriggerType {
  title: string;
  /** One sentence: who enters, and when. */
  describe: string;
  group: TriggerGroup;
  /** The row that an enrollment's facts are joined with, by its `about` or its subject. */
  about: "checkout" | "order" | "none";
  /** What texts of such a flow may be for. */
  purposes: Purpose[];
  /** People who order leave: it is checked when they order, at each step, and again just before a text leaves. */
  exitsOnOrder: boolean;
  /** With these settings an order ends nothing, although `exitsOnOrder` is true. */
  staysOnOrder(settings: unknown): boolean;
  /** What else ends a walk, checked at the same three moments. */
  exitsOn: readonly ShopperExit[];
  /**
   * What the store must still offer of the variant that a walk is about, checked at each step and again just before
   * a text leaves: that it can be bought; or that it also costs no more than the event said (its property `price`).
   */
  needsOffer: "in-stock" | "lower-price" | null;
  /** People leave when the order that the enrollment is about is canceled. */
  exitsOnCancel: boolean;
  /** While a person is in the first wait, newer news of the same subject start that wait again. */
  restartsFirstWait: boolean;
  /** News older than this start nothing. A text has as long, counted from `deadlineFrom`; then it is never sent. */
  textsExpireAfterMs: number;
  /** "event": a rule from outside counts from the event, waits included. "turn": from the end of the waits before a text. */
  deadlineFrom: "event" | "turn";
  /** True when a text has no use without {{ link }}. */
  needsLink: boolean;
  mergeTags: MergeTag[];
  /** The schema of `trigger.settings`. It gives every setting a default: drafts may be unfinished. */
  settings: z.ZodType;
  /** The settings as the editor shows them. */
  fields: SettingField[];
  /** The merge tags that the settings add to `mergeTags`. */
  settingsTags(settings: unknown): MergeTag[];
  /** What must be put right in the settings before publishing, by the name of the setting. */
  settingsProblems(settings: unknown, store?: StoreThings): FieldProblem[];
  reentry: { allowed: readonly Reentry["kind"][]; usual: Reentry };
  properties: EventProperty[];
  /** The event may have properties that aren't declared: those of a custom event. */
  hasOpenProperties: boolean;
  /** Properties of an invented event that starts a flow with these settings, where not any event does. */
  sampleProperties(settings: unknown): Record<string, PropertyValue>;
  /** Whether an event with these properties starts a flow with these settings. */
  accepts(settings: unknown, properties: Record<string, PropertyValue>): boolean;
  /**
   * True when a flow's own steps can cause the event again: a person then enters one flow at most 20 times in 24 hours.
   * Costs a query for each batch of events.
   */
  canLoop: boolean;
}

type Described = Pick<
  TriggerType,
  "title" | "describe" | "purposes" | "textsExpireAfterMs" | "deadlineFrom" | "mergeTags"
> &
  Partial<
    Omit<
      TriggerType,
      "settings" | "settingsTags" | "settingsProblems" | "sampleProperties" | "accepts" | "staysOnOrder"
    >
  >;

interface OfSettings<Settings> {
  settings?: z.ZodType<Settings>;
  settingsTags?(settings: Settings): MergeTag[];
  settingsProblems?(settings: Settings, store?: StoreThings): FieldProblem[];
  staysOnOrder?(settings: Settings): boolean;
  sampleProperties?(settings: Settings): Record<string, PropertyValue>;
  accepts?(settings: Settings, properties: Record<string, PropertyValue>): boolean;
}

/** Makes a trigger. Each file in this folder defines one; the registry names them all. */
export function defineTrigger<Settings = Record<string, never>>(
  definition: Described & OfSettings<Settings>,
): TriggerType {
  const {
    settings = z.object({}),
    settingsTags,
    settingsProblems,
    staysOnOrder,
    sampleProperties,
    accepts,
    group = "store",
    about = "none",
    ...given
  } = definition;
  // The document's parser has parsed the settings with this very schema before any of these is called.
  const own = (value: unknown) => value as Settings;
  return {
    group,
    about,
    exitsOnOrder: false,
    exitsOn: [],
    needsOffer: null,
    exitsOnCancel: about === "order",
    restartsFirstWait: false,
    needsLink: false,
    reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
    fields: [],
    properties: [],
    hasOpenProperties: false,
    canLoop: group !== "store",
    ...given,
    settings,
    staysOnOrder: (value) => staysOnOrder?.(own(value)) ?? false,
    settingsTags: (value) => settingsTags?.(own(value)) ?? [],
    settingsProblems: (value, store) => settingsProblems?.(own(value), store) ?? [],
    sampleProperties: (value) => sampleProperties?.(own(value)) ?? {},
    accepts: (value, properties) => accepts?.(own(value), properties) ?? true,
  };
}

export const everyFlowsTags: MergeTag[] = [
  { name: "customer.first_name", label: "First name", sample: "Ada", longest: 30 },
  { name: "customer.last_name", label: "Last name", sample: "Lovelace", longest: 30 },
  { name: "shop.name", label: "Store name", sample: "Your store", longest: 60 },
];

/** For events that are about no order and no cart, and name no address: {{ link }} leads to the store's front page. */
export const storeLink: MergeTag = {
  name: "link",
  label: "Link to your store",
  sample: "https://crt.example/l/a1B2c3D4e5",
};
