import { answer, onTold } from "./channel.js";

const dialog = document.getElementById("picker");
const list = document.getElementById("picker-list");

/** App Bridge's resource picker, for products: one or several, with those chosen before already ticked. */
export function offerPicker(shop) {
  onTold("resource-picker", async (message) => {
    const { multiple = false, selectionIds = [] } = message.options ?? {};
    const products = await (await fetch(`/store/${shop}/products.json`)).json();
    const chosen = new Set(selectionIds.map(({ id }) => id));
    list.replaceChildren(...products.map((product) => entryFor(product, Boolean(multiple), chosen.has(product.id))));
    dialog.returnValue = "cancel";
    dialog.showModal();
    dialog.addEventListener(
      "close",
      () => answer(message, dialog.returnValue === "select" ? picked(products) : undefined),
      {
        once: true,
      },
    );
  });
}

function entryFor(product, isMultiple, isChosen) {
  const box = document.createElement("input");
  box.type = isMultiple ? "checkbox" : "radio";
  box.name = "picked";
  box.value = product.id;
  box.checked = isChosen;
  const picture = document.createElement("img");
  picture.src = product.images[0]?.originalSrc ?? "";
  picture.alt = "";
  const label = document.createElement("label");
  label.append(box, picture, product.title);
  const entry = document.createElement("li");
  entry.append(label);
  return entry;
}

function picked(products) {
  const ids = new Set([...list.querySelectorAll("input:checked")].map((box) => box.value));
  return products.filter((product) => ids.has(product.id));
}
