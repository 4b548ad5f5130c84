import { apisFor } from "./apis.js";
import { listenToShell } from "./channel.js";
import { augmentFetch } from "./fetch.js";
import { followForms } from "./form-save-bar.js";
import { followHistory, leadIntoAdmin } from "./history.js";
import { idToken } from "./id-token.js";
import { readConfig } from "./launch.js";
import { defineModal } from "./modal.js";
import { defineNavMenu } from "./nav-menu.js";
import { defineSaveBar, reportSaveBar } from "./save-bar.js";
import { adoptStyles } from "./styles.js";
import { defineTitleBar } from "./title-bar.js";

function start() {
  const config = readConfig();
  window.shopify = apisFor(config);
  listenToShell();
  augmentFetch(config);
  const reload = new URLSearchParams(location.search).get("shopify-reload");
  if (reload) return void reloadWithToken(reload, config);
  adoptStyles();
  followHistory();
  leadIntoAdmin();
  defineNavMenu();
  defineTitleBar();
  defineSaveBar();
  defineModal();
  followForms();
  reportSaveBar();
}

/** The page the app sends a document request to that came without a session token: back again, with one. */
async function reloadWithToken(reload, config) {
  const url = new URL(reload, location.href);
  url.searchParams.set("id_token", await idToken(config.shop));
  location.replace(url);
}

if (!window.shopify) start();
