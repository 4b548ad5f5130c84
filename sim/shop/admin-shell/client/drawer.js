/** On a phone the navigation is a drawer behind the menu button. */
const button = document.getElementById("menu-button");
const navigation = document.getElementById("navigation");
const scrim = document.getElementById("scrim");

function setOpen(isOpen) {
  document.body.classList.toggle("has-drawer", isOpen);
  button?.setAttribute("aria-expanded", String(isOpen));
  if (scrim) scrim.hidden = !isOpen;
  if (isOpen) navigation?.querySelector("a")?.focus();
}

export function closeDrawer() {
  setOpen(false);
}

button?.addEventListener("click", () => setOpen(!document.body.classList.contains("has-drawer")));
scrim?.addEventListener("click", closeDrawer);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.body.classList.contains("has-drawer")) return;
  closeDrawer();
  button?.focus();
});
