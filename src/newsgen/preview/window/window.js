// In every page of a preview: loads it again when it has changed, and shows over it what keeps it from that.

(() => {
  const { page, seen } = document.currentScript.dataset;
  const address = `/.newsgen/events?${new URLSearchParams({ page, seen })}`;
  let events = null;
  const host = document.createElement("newsgen-problems");
  const root = host.attachShadow({ mode: "open" });

  // What an editor typed is in these texts: they are never read as HTML.
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function problem({ place, message, hint, code }) {
    const explanation = { href: `/.newsgen/explain/${code}`, target: "_blank", title: "What it means and what to do" };
    return element(
      "li",
      {},
      element("code", {}, place),
      element("p", {}, message, " ", element("a", explanation, code)),
      ...(hint ? [element("p", { className: "hint" }, hint)] : []),
    );
  }

  function show({ message, problems }) {
    if (!message && !problems.length) {
      host.remove();
      return;
    }
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const title = message ? "The build failed" : `${count} to mend`;
    const hide = element("button", { type: "button", onclick: () => host.remove() }, "Hide");
    root.replaceChildren(
      element("link", { rel: "stylesheet", href: "/.newsgen/window.css" }),
      element(
        "section",
        { role: "alert", ariaLabel: title },
        element("header", {}, element("h1", {}, title), hide),
        element("p", {}, message || "The page is as the last good build left it. This goes when they are mended."),
        element("ol", {}, ...problems.map(problem)),
      ),
    );
    document.documentElement.append(host);
  }

  function hear({ data }) {
    const told = JSON.parse(data);
    if (told.stale) {
      events.close();
      location.reload(); // a browser keeps the place on the page
    } else show(told);
  }

  // A browser keeps few lines open to one host, so only windows that are looked at have one.
  function listen() {
    events?.close();
    events = document.hidden ? null : new EventSource(address);
    events?.addEventListener("message", hear);
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", listen);
  addEventListener("keydown", (event) => event.key === "Escape" && host.remove());
})();
