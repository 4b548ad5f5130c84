import { ask, isInsideShell, onTold, originOfShell, tell } from "./channel.js";
import { idToken } from "./id-token.js";
import { leaveConfirmation } from "./save-bar.js";

/** `window.shopify`: what apps call. Parts of the admin that Cartbell has no use for answer that they are not there. */
export function apisFor(config) {
  const byId = (id) => {
    const element = document.getElementById(id);
    if (!element) throw new Error(`There is no element with the id ${id}.`);
    return element;
  };
  const showable = () => ({
    show: (id) => byId(id).show(),
    hide: (id) => byId(id).hide(),
    toggle: (id) => byId(id).toggle(),
  });
  return {
    config,
    origin: originOfShell(),
    ready: Promise.resolve(),
    setSignals: () => {},
    environment: { embedded: isInsideShell(), mobile: window.innerWidth < 500, pos: false, intent: false },
    idToken: () => idToken(config.shop),
    loading: (isLoading = true) => tell("loading", { isLoading }),
    toast: toastApi(),
    modal: showable(),
    saveBar: { ...showable(), leaveConfirmation },
    resourcePicker: (options) => ask("resource-picker", { options }, undefined).then(asSelection),
    picker: async () => ({ selected: Promise.resolve(undefined) }),
    user: async () => ({ accountAccess: "Full access" }),
    scopes: scopesApi(),
    reviews: {
      request: async () => ({ success: false, code: "merchant-ineligible", message: "No reviews are asked for here." }),
    },
    webVitals: { onReport: async () => {} },
    support: { registerHandler: async () => {} },
    app: { extensions: async () => [] },
    shopifyQL: { available: async () => false },
    intents: { register: () => () => {}, request: { value: null, subscribe: () => () => {} } },
    tools: { register: () => () => {}, unregister: () => {}, clear: () => {} },
  };
}

function toastApi() {
  /** @type {Map<string, { onAction?: () => void, onDismiss?: () => void }>} */
  const shown = new Map();
  onTold("toast-action", ({ id }) => shown.get(id)?.onAction?.());
  onTold("toast-dismissed", ({ id }) => {
    shown.get(id)?.onDismiss?.();
    shown.delete(id);
  });
  return {
    show: (message, { duration = 5_000, isError = false, action, onAction, onDismiss } = {}) => {
      const id = crypto.randomUUID();
      shown.set(id, { onAction, onDismiss });
      tell("toast-show", { id, message, duration, isError, action });
      return id;
    },
    hide: (id) => tell("toast-hide", { id }),
  };
}

function scopesApi() {
  const query = () => ask("scopes", {}, { granted: [], required: [], optional: [] });
  return {
    query,
    request: async () => ({ result: "declined-all", detail: await query() }),
    revoke: async () => ({ detail: await query() }),
  };
}

/** The picker's answer is a list that is also its own `selection`. */
function asSelection(products) {
  if (!products) return undefined;
  return Object.assign(products, { selection: products });
}
