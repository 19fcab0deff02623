// Gives life to buttons with data-copy: the text goes to the clipboard and the button says so, aloud as well.
(() => {
  if (window.unitCopies) return;
  window.unitCopies = true;
  const write = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text });
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const words = button.textContent;
    try {
      await write(button.dataset.copy);
      button.textContent = button.dataset.done;
    } catch {
      button.textContent = "Could not copy: select the sentence instead";
    }
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.textContent = words; }, 2500);
  });
})();
