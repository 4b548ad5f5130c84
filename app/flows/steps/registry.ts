import { branchForm } from "./branch-form.tsx";
import { discountCodeForm } from "./discount-code-form.tsx";
import { exitForm } from "./exit-form.tsx";
import { fetchForm } from "./fetch-form.tsx";
import { listForm } from "./list-form.tsx";
import { notifyStaffForm } from "./notify-staff-form.tsx";
import { randomSplitForm } from "./random-split-form.tsx";
import { sendForm } from "./send-form.tsx";
import { setPropertyForm } from "./set-property-form.tsx";
import { startFlowForm } from "./start-flow-form.tsx";
import type { StepForm } from "./step-form.ts";
import { tagForm } from "./tag-form.tsx";
import { waitForEventForm } from "./wait-for-event-form.tsx";
import { waitForm } from "./wait-form.tsx";
import { waitUntilDateForm } from "./wait-until-date-form.tsx";
import { waitUntilTimeForm } from "./wait-until-time-form.tsx";
import { webhookForm } from "./webhook-form.tsx";

/** Every form, by the name of its step type in the domain's own registry. */
const stepForms: Record<string, StepForm> = {
  wait: waitForm,
  "wait-until-time": waitUntilTimeForm,
  "wait-until-date": waitUntilDateForm,
  "wait-for-event": waitForEventForm,
  send: sendForm,
  branch: branchForm,
  "random-split": randomSplitForm,
  tag: tagForm,
  untag: tagForm,
  "set-property": setPropertyForm,
  "add-to-list": listForm,
  "remove-from-list": listForm,
  "start-flow": startFlowForm,
  "discount-code": discountCodeForm,
  webhook: webhookForm,
  fetch: fetchForm,
  "notify-staff": notifyStaffForm,
  exit: exitForm,
};

export function stepFormOf(type: string): StepForm {
  const form = stepForms[type];
  if (!form) throw new Error(`app/flows/steps has no form for steps of the type ${type}.`);
  return form;
}
