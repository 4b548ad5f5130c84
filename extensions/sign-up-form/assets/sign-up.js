// Sends the form without leaving the page. Everything works without this file, on a page of its own.
for (const form of document.querySelectorAll("[data-cartbell-sign-up]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = form.querySelector('[role="status"]');
    const button = form.querySelector('[type="submit"]');
    button.disabled = true;
    answer.textContent = answer.dataset.sending;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      const { ok, message } = await response.json();
      answer.textContent = message;
      if (ok) form.reset();
    } catch {
      answer.textContent = answer.dataset.failed;
    }
    button.disabled = false;
  });
}
