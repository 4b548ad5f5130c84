/** Calls `report` now and, once per burst, after each change inside the element. Returns the way to stop. */
export function watchSoon(element, report) {
  let isAsked = false;
  let isStopped = false;
  const soon = () => {
    if (isAsked) return;
    isAsked = true;
    queueMicrotask(() => {
      isAsked = false;
      if (!isStopped) report();
    });
  };
  const observer = new MutationObserver(soon);
  observer.observe(element, { childList: true, subtree: true, attributes: true, characterData: true });
  soon();
  return () => {
    isStopped = true;
    observer.disconnect();
  };
}

/** Whether a boolean attribute is set; `"false"` is how React 18 writes false on a custom element. */
export function isSet(element, attribute) {
  return element.hasAttribute(attribute) && element.getAttribute(attribute) !== "false";
}

/** A button or link as the admin draws it. `id` leads back to the element. */
export function controlOf(element, id) {
  return {
    id,
    label: element.textContent?.trim() ?? "",
    variant: element.getAttribute("variant"),
    tone: element.getAttribute("tone"),
    isDisabled: isSet(element, "disabled"),
    isLoading: isSet(element, "loading"),
  };
}
