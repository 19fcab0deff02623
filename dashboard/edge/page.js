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

// Streamlit draws the content of a popover at the end of the page. Who opens one by keyboard is led into it, and back
// to its button by Escape; otherwise they would walk through the whole page first.
(() => {
  if (window.unitPopovers) return;
  window.unitPopovers = true;
  const INSIDE = 'input:not([type="hidden"]), button, [tabindex="0"]';
  document.addEventListener("keydown", (event) => {
    const button = event.target.closest('[data-testid="stPopover"] button');
    if (!button || !["Enter", " "].includes(event.key)) return;
    let tries = 20;
    const enter = () => {
      const body = document.querySelector('[data-testid="stPopoverBody"]');
      const first = body && (body.querySelector("input:checked") || body.querySelector(INSIDE));
      if (first) first.focus();
      else if ((tries -= 1)) setTimeout(enter, 50);
    };
    setTimeout(enter, 50);
    document.addEventListener("keydown", function back(later) {
      if (later.key !== "Escape") return;
      document.removeEventListener("keydown", back);
      setTimeout(() => button.focus(), 50);
    });
  }, true);
})();

// A link with data-stays leads to another choice or page within the open one: nothing is loaded anew, and the browser's
// Back undoes it. With a modifier key, or without this script, it is a link like any other.
(() => {
  if (window.unitStays) return;
  window.unitStays = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-stays]");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || new URL(link.href).origin !== location.origin) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
})();
