// Everything works without this file. It moves the focus to what went wrong, and sends nothing twice.
"use strict";
document.querySelector("[data-focus]")?.focus();
document.querySelectorAll("form[method=post]").forEach(form => form.addEventListener("submit", event => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}));
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));
document.querySelectorAll("[data-print]").forEach(button => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
