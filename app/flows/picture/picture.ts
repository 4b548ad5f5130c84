import type { IconSource } from "@shopify/polaris";
import type { ReactNode } from "react";

/** A flow as people see it: what starts it, then its steps from top to bottom. */
export interface Picture {
  start: { sentence: string; details: string };
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
}

export interface PicturePath {
  /** "If so" */
  label: string;
  steps: PictureStep[];
}

/** What a page adds to each card: the form's toggle, or a report's counts. */
export interface PictureView {
  /** The step whose form is open. */
  openId?: string | null;
  /** Steps are buttons when they can be opened. */
  onOpen?: (stepId: string) => void;
  /** Below the step's sentence. */
  below?: (stepId: string) => ReactNode;
}
