import type { IconSource } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Place } from "#domain/flows/editing/tree";

/** A flow as people see it: what starts it, then its steps from top to bottom. */
export interface Picture {
  start: {
    sentence: string;
    /** Who enters and how often. */
    rules: string;
    details: string;
    /** Why the trigger can't be published, one sentence each. */
    problems: string[];
  };
  steps: PictureStep[];
}

/** One step, said in one sentence. */
export interface PictureStep {
  id: string;
  icon: IconSource;
  /** "Wait 1 hour" */
  sentence: string;
  /** What keeps it from being published, one sentence each. */
  problems: string[];
  /** Where it goes on when it does not simply go on with the next step. */
  paths: PicturePath[];
  /** Nothing can follow it. */
  isLast: boolean;
}

export interface PicturePath {
  arm: string;
  /** "Yes" */
  label: string;
  steps: PictureStep[];
}

/** What a page adds to each card: the form's toggle, or a report's counts. */
export interface PictureView {
  /** The step whose form is open. */
  openId?: string | null;
  /** What starts the flow is a button when its settings can be opened. */
  onOpenStart?: () => void;
  /** Steps are buttons when they can be opened. */
  onOpen?: (stepId: string) => void;
  /** Below the step's sentence. */
  below?: (stepId: string) => ReactNode;
  /** The steps that a trial came to. */
  lit?: ReadonlySet<string>;
  /** On the line that leads to this place; `after` is what the place comes after, in words. */
  edge?: (place: Place, after: string) => ReactNode;
}
