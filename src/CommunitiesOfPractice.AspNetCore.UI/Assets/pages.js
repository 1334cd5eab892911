// Everything works without this file. It moves the focus to what went wrong, and sends nothing twice.
"use strict";
{
  const pages = document.querySelector(".cop");
  pages?.querySelector("[data-focus]")?.focus();
  pages?.querySelectorAll("form[method=post]").forEach(form => form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  }));
  addEventListener("pageshow", () => pages?.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));
  pages?.querySelectorAll(".cop-find input").forEach(words => words.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    words.parentElement.querySelector("button").click();
  }));
  pages?.querySelectorAll("[data-print]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
}
