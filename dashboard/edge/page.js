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

// Gives life to buttons with data-copy-picture: the page asks for the picture, which is recorded, and puts it on the
// clipboard. The promise goes in as it is: a browser lets a page write only while the click still counts.
(() => {
  if (window.unitCopiesPictures) return;
  window.unitCopiesPictures = true;
  const fetched = async (address) => {
    const answer = await fetch(address, { method: "POST", credentials: "same-origin" });
    if (!answer.ok) throw new Error("no picture");
    return answer.blob();
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy-picture]");
    if (!button || button.disabled) return;
    const words = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.disabled = true;
    try {
      const picture = fetched(button.dataset.copyPicture);
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      button.textContent = button.dataset.done;
    } catch {
      button.textContent = button.dataset.failed;
    }
    button.disabled = false;
    setTimeout(() => { button.textContent = words; }, 3000);
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

// A link with data-stays, or in a table that has it, leads to another choice or page within the open one: nothing is
// loaded anew, and the browser's Back undoes it. With a modifier key, or without this script, it is a link like any other.
(() => {
  if (window.unitStays) return;
  window.unitStays = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || !link.closest("[data-stays]") || elsewhere || new URL(link.href).origin !== location.origin) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
})();

// Who goes back comes to where they were: as far down the page, and on the link that they had followed. Streamlit draws
// each page anew from its top, so what stood at an address is noted while it is read, and brought back by Back alone.
(() => {
  if (window.unitReturns) return;
  window.unitReturns = true;
  const PATIENCE_MS = 10000;
  const places = new Map(); // by address: how far down, and the link last followed
  let waiting; // the timer of a return that is under way
  const scroller = () => document.querySelector('[data-testid="stMain"]');
  const placeOf = (address) => places.get(address) || { top: 0, link: "" };
  const note = (change) => places.set(location.href, { ...placeOf(location.href), ...change });
  const end = () => { clearInterval(waiting); waiting = undefined; };
  document.addEventListener("scroll", (event) => {
    if (!waiting && event.target === scroller()) note({ top: event.target.scrollTop });
  }, { capture: true, passive: true });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) note({ link: link.getAttribute("href") });
  }, true);
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    document.addEventListener(kind, end, { capture: true, passive: true }); // who moves on is not called back
  }
  window.addEventListener("popstate", (event) => {
    end();
    const { top, link } = placeOf(location.href);
    if (!event.isTrusted || !(top || link)) return; // a link followed, not Back
    const since = Date.now();
    let still = 0; // drawn, and nothing more under way, since so many looks
    waiting = setInterval(() => {
      const main = scroller();
      const app = document.querySelector('[data-testid="stApp"]');
      const isDrawn = app && app.dataset.testScriptState === "notRunning" && !document.querySelector('[data-stale="true"]');
      still = isDrawn ? still + 1 : 0;
      if (main) main.scrollTop = top;
      if (still < 3 && Date.now() - since < PATIENCE_MS) return;
      end();
      const followed = link && main && main.querySelector(`a[href="${CSS.escape(link)}"]`);
      if (followed && document.activeElement === document.body) followed.focus({ preventScroll: true });
    }, 100);
  });
})();
