/** The admin's side of App Bridge: everything the framed app asks of the page around it. */
import { answer, onTold, tell } from "./channel.js";
import { followNavigation } from "./navigation.js";
import { offerPicker } from "./picker.js";
import { offerSaveBar } from "./save-bar.js";
import { offerTitleBar } from "./title-bar.js";
import { offerToasts } from "./toasts.js";

const { shop } = document.body.dataset;

onTold("id-token", async (message) => {
  const response = await fetch(`/id-token?shop=${encodeURIComponent(shop)}`);
  answer(message, response.ok ? await response.text() : null);
});

onTold("scopes", async (message) => answer(message, await (await fetch(`/store/${shop}/scopes.json`)).json()));

const loadingBar = document.getElementById("loading-bar");
onTold("loading", ({ isLoading }) => {
  loadingBar.hidden = !isLoading;
});

onTold("modal", ({ isOpen, variant }) => {
  document.body.classList.toggle("has-modal", isOpen && variant !== "max");
  document.body.classList.toggle("has-max-modal", isOpen && variant === "max");
  for (const around of document.querySelectorAll(".top-bar, .navigation, .title-bar")) {
    around.inert = isOpen && !around.contains(document.getElementById("save-bar"));
  }
});

onTold("open-admin", ({ path, target }) => {
  const url = `/store/${shop}/${path}`;
  if (target === "_blank") window.open(url, "_blank");
  else location.assign(url);
});

/** A page of the app that loads anew has no modal and no loading bar of the page before. */
onTold("hello", () => {
  tell("ready");
  document.body.classList.remove("has-modal", "has-max-modal");
  for (const around of document.querySelectorAll(".top-bar, .navigation, .title-bar")) around.inert = false;
  loadingBar.hidden = true;
});

const leaving = offerSaveBar();
followNavigation(leaving);
offerTitleBar();
offerToasts();
offerPicker(shop);
// For a frame that said hello before anybody listened.
tell("ready");
