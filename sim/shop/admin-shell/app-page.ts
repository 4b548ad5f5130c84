import { html } from "../html.ts";
import { launchUrl } from "../installs/launch.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { appIcon } from "./icons.ts";
import { adminLayout } from "./layout.ts";

/** The app in its frame, with the title bar that it fills. `path` is the app's own, without a leading slash. */
export function appPage(store: Store, shop: Shop, path: string, query: URLSearchParams): string {
  const content = html`
    <div class="title-bar" id="title-bar">
      <a class="title-bar-app" href="/store/${shop.domain}/apps/${store.app.handle}" data-app-home aria-label="${store.app.name} home">${appIcon(20)}</a>
      <span class="title-bar-breadcrumb" id="title-bar-breadcrumb"></span>
      <h1 id="title-bar-title">${store.app.name}</h1>
      <div class="title-bar-actions" id="title-bar-actions"></div>
    </div>
    <iframe class="app-frame" id="app-frame" name="app-iframe" title="${store.app.name}"
      src="${launchUrl(store, shop, path, query)}"
      data-origin="${new URL(store.app.url).origin}" data-app-path="/store/${shop.domain}/apps/${store.app.handle}"
      data-home-path="${store.app.homePath}"
      allow="clipboard-write"></iframe>
    <dialog class="admin-dialog" id="leave-dialog" aria-labelledby="leave-title">
      <h2 id="leave-title">Discard all unsaved changes</h2>
      <p>If you discard changes, you’ll delete any edits you made since you last saved.</p>
      <form method="dialog"><button value="stay">Continue editing</button><button value="leave" class="is-critical">Discard changes</button></form>
    </dialog>
    <dialog class="admin-dialog picker" id="picker" aria-labelledby="picker-title">
      <h2 id="picker-title">Select products</h2>
      <ul id="picker-list"></ul>
      <form method="dialog"><button value="cancel">Cancel</button><button value="select" class="is-primary">Select</button></form>
    </dialog>`;
  return adminLayout(store, shop, { title: store.app.name, section: "app", content, script: "app-frame.js" });
}
