// In every page of a preview with a desk: leads to the file that it shows, to its form, and to a new article.

(() => {
  const { token, page } = document.currentScript.dataset;
  const host = document.createElement("newsgen-desk");
  const root = host.attachShadow({ mode: "open" });

  const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });
  const bar = Object.assign(document.createElement("nav"), { ariaLabel: "Desk" });
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/.newsgen/desk.css" });
  bar.append(link("/.newsgen/edit/new", "New article"));
  root.append(style, bar);
  document.documentElement.append(host);

  const query = new URLSearchParams({ address: page });
  fetch(`/.newsgen/edit/source?${query}`, { headers: { "X-Newsgen-Token": token } })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((source) => {
      if (!source?.path) return; // a page of a list has no file
      if (source.has_form) bar.prepend(link(`/.newsgen/edit/article?${new URLSearchParams({ path: source.path })}`, "Front matter"));
      bar.prepend(link(source.editor, "Edit"));
    });
})();
