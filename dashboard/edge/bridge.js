// Carries sign-in and sign-out between the page and the session cookie, which no script may read.
// The page holds one element with what is to be done; the words to show if it fails come with it.
(async () => {
  const task = document.querySelector("[data-unit-task]");
  if (!task) return;
  const { unitTask, unitTicket, unitFailed } = task.dataset;
  const post = (path, body) => fetch(path, { method: "POST", body, credentials: "same-origin" });
  try {
    if (unitTask === "sign-in") {
      await post("/auth/session", unitTicket);
      // A browser may decline a Secure cookie on a plain address: ask whether it was kept before reloading.
      const kept = await fetch("/auth/session", { credentials: "same-origin" });
      if (!kept.ok) throw new Error("no session");
    } else {
      const closed = await post("/auth/sign-out");
      if (!closed.ok) throw new Error("not signed out");
    }
    // The same address again: path and query of a deep link survive sign-in.
    window.location.reload();
  } catch {
    task.textContent = unitFailed;
  }
})();
