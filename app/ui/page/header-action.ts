import type { ComplexAction, MenuActionDescriptor } from "@shopify/polaris";
import { useRefusal } from "#app/access/use-refusal";
import type { VerbName } from "#domain/team/verbs";

/** A button beside a page's title. */
export type HeaderAction = ComplexAction &
  Pick<MenuActionDescriptor, "helpText"> & {
    content: string;
    /** What it takes, or leads to: someone whose role doesn't allow it sees it disabled, with the reason. */
    verb?: VerbName;
  };

/** The buttons as the person who is signed in may press them. */
export function usePermitted(): (action: HeaderAction) => HeaderAction {
  const refuse = useRefusal();
  return ({ verb, ...action }) => {
    const refusal = verb === undefined ? null : refuse(verb);
    return refusal === null ? action : { ...action, disabled: true, helpText: refusal };
  };
}
