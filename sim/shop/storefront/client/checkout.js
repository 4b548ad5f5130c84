/** Tells the store each finished field, so that a checkout that is left half-way is known to it. */
const form = document.querySelector("form.checkout");
let sending = Promise.resolve();
let last = "";

function send() {
  const body = new URLSearchParams(new FormData(form));
  if (body.toString() === last) return;
  last = body.toString();
  // One after another: a slow earlier answer must not undo a later field.
  sending = sending.then(async () => {
    const response = await fetch(form.dataset.contactUrl, { method: "POST", body, keepalive: true });
    const { problems } = await response.json();
    for (const name of ["email", "phone"]) show(name, form.elements[name].value ? problems[name] : undefined);
  });
  void sending;
}

function show(name, problem) {
  const input = form.elements[name];
  document.getElementById(`${name}-problem`).textContent = problem ?? "";
  input.toggleAttribute("aria-invalid", Boolean(problem));
}

form.addEventListener("change", send);
window.addEventListener("pagehide", send);
