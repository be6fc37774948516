// The forms of a preview's desk: the front matter of an article, and a text that becomes one.

(() => {
  const { token } = document.currentScript.dataset;
  const query = new URLSearchParams(location.search);
  const main = document.querySelector("main");

  // What an editor typed is in these texts: they are never read as HTML.
  const element = (name, properties, ...children) => {
    const made = document.createElement(name);
    const { list, ...others } = properties;
    Object.assign(made, others);
    if (list) made.setAttribute("list", list); // the property can only be read
    made.append(...children);
    return made;
  };

  async function ask(name, values, method = "GET") {
    const query = method === "GET" ? `?${new URLSearchParams(values)}` : "";
    const answer = await fetch(`/.newsgen/edit/${name}${query}`, {
      method,
      headers: { "X-Newsgen-Token": token, "Content-Type": "application/json" },
      ...(method === "POST" && { body: JSON.stringify(values) }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.message);
    return told;
  }

  const status = Object.assign(document.createElement("p"), { id: "status", role: "status" });
  const say = (text, isWrong = false) => {
    status.textContent = text;
    status.classList.toggle("wrong", isWrong);
  };

  let count = 0;
  function labelled(label, hint, control) {
    control.id = `f${(count += 1)}`;
    const text = element("small", { id: `${control.id}-hint` }, hint);
    control.setAttribute("aria-describedby", text.id);
    return element("div", { className: "field" }, element("label", { htmlFor: control.id }, label), control, text);
  }

  // --- Front matter ----------------------------------------------------------------------------

  const lists = new Map(); // the names that complete a field, once for all fields that have the same
  function completion(names) {
    if (!names?.length) return "";
    const key = names.join("\n");
    if (!lists.has(key)) {
      const list = element("datalist", { id: `names${lists.size}` }, ...names.map((value) => element("option", { value })));
      main.append(list);
      lists.set(key, list.id);
    }
    return lists.get(key);
  }

  // A field is its element, and a function that gives its value as the file would have it.
  const fields = {
    text({ value, names, label, hint }) {
      const control = element("input", { type: "text", value: value ?? "", list: completion(names) });
      return [labelled(label, hint, control), () => control.value.trim()];
    },
    long({ value, label, hint }) {
      const control = element("textarea", { value: value ?? "", rows: 3 });
      return [labelled(label, hint, control), () => control.value.replace(/\s+/g, " ").trim()];
    },
    choice({ value, choices, label, hint }) {
      const options = ["", ...choices].map((each) => element("option", { value: each }, each || "–"));
      const control = element("select", {}, ...options);
      control.value = value ?? "";
      return [labelled(label, hint, control), () => control.value];
    },
    list({ value, names, label, hint }) {
      const rows = element("ul", {});
      const add = (text) => {
        const control = element("input", { type: "text", value: text, list: completion(names), ariaLabel: label });
        const remove = element("button", { type: "button", ariaLabel: `Take out ${text}`, onclick: () => row.remove() }, "×");
        const row = element("li", {}, control, remove);
        rows.append(row);
        return control;
      };
      (value ?? []).forEach(add);
      const more = element("button", { type: "button", onclick: () => add("").focus() }, `Add to ${label}`);
      const box = element("fieldset", {}, element("legend", {}, label), element("small", {}, hint), rows, more);
      return [box, () => [...rows.querySelectorAll("input")].map((each) => each.value.trim()).filter(Boolean)];
    },
    group({ value, fields: inner, label, hint }) {
      const parts = inner.map((each) => [each.key, ...field({ ...each, value: value?.[each.key] })]);
      const box = element("fieldset", {}, element("legend", {}, label), element("small", {}, hint), ...parts.map((part) => part[1]));
      const read = () => {
        const given = parts.map(([key, , get]) => [key, get()]).filter(([, each]) => each !== "" && each.length !== 0);
        return given.length ? Object.fromEntries(given) : "";
      };
      return [box, read];
    },
    groups({ value, fields: inner, label, hint }) {
      const rows = element("div", {});
      const readers = new Map();
      const add = (each) => {
        const [box, read] = fields.group({ value: each, fields: inner, label: `${label} ${readers.size + 1}`, hint: "" });
        const remove = element("button", { type: "button", onclick: () => (readers.delete(box), box.remove()) }, "Take out");
        box.append(remove);
        readers.set(box, read);
        rows.append(box);
      };
      (value ?? []).forEach(add);
      const more = element("button", { type: "button", onclick: () => add({}) }, `Add to ${label}`);
      const box = element("fieldset", {}, element("legend", {}, label), element("small", {}, hint), rows, more);
      return [box, () => [...readers.values()].map((read) => read()).filter((each) => each !== "")];
    },
  };

  function field(described) {
    return fields[described.kind](described);
  }

  // Where an editor goes from a form: to the page that shows the article, and to its text.
  function waysOn({ address, editor }) {
    const links = [[address, "See the page"], [editor, "Edit the text"]].filter(([href]) => href);
    return element("p", { className: "ways" }, ...links.map(([href, text]) => element("a", { href }, text)));
  }

  async function showArticle() {
    const path = query.get("path");
    const form = await ask("form", { path });
    main.append(element("p", { className: "path" }, path), waysOn(form));
    const parts = form.fields.map((each) => [each.key, JSON.stringify(each.value ?? ""), ...field(each)]);
    const start = new Map(parts.map(([key, , , read]) => [key, JSON.stringify(read())]));
    const save = element("button", { type: "submit" }, "Save");
    const given = parts.filter(([, value]) => value !== '""');
    const others = parts.filter(([, value]) => value === '""');
    const more = element("details", {}, element("summary", {}, "More keys"), ...others.map((part) => part[2]));
    const onsubmit = async (event) => {
      event.preventDefault();
      const changed = parts.map(([key, , , read]) => [key, read()]).filter(([key, each]) => JSON.stringify(each) !== start.get(key));
      if (!changed.length) return say("Nothing was changed.");
      try {
        const told = await ask("save", { path, digest: form.digest, values: Object.fromEntries(changed) }, "POST");
        form.digest = told.digest;
        for (const [key, each] of changed) start.set(key, JSON.stringify(each));
        say([`Saved: ${told.changed.join(", ")}.`, ...told.warnings].join(" "));
      } catch (error) {
        say(error.message, true);
      }
    };
    main.append(element("form", { onsubmit }, ...given.map((part) => part[2]), more, save, status));
  }

  // --- A new article -------------------------------------------------------------------------

  function showNew() {
    const text = element("textarea", { rows: 16, required: true });
    const options = {
      source: ["Source", "If the text does not say it."],
      date: ["Date", "If the text does not say it: YYYY-MM-DD."],
      retrieved: ["Read on", "The day on which you read it: days such as Thursday (15th) count from it."],
      url: ["Address", "Where you read it."],
    };
    const controls = Object.entries(options).map(([key, [label, hint]]) => {
      const control = element("input", { type: "text", name: key });
      return [key, labelled(label, hint, control), control];
    });
    const result = element("section", { ariaLabel: "What was made" });
    const onsubmit = async (event) => {
      event.preventDefault();
      const given = Object.fromEntries(controls.map(([key, , control]) => [key, control.value.trim()]));
      try {
        const told = await ask("import", { text: text.value, options: given }, "POST");
        say("");
        const link = { href: `/.newsgen/edit/article?${new URLSearchParams({ path: told.path })}` };
        result.replaceChildren(
          element("h2", {}, told.title),
          element("p", {}, element("a", link, told.path)),
          element("ul", {}, ...told.notes.map((each) => element("li", {}, each))),
        );
      } catch (error) {
        say(error.message, true);
      }
    };
    const hint = "A title, an empty line, and the text; or HTML, Markdown, JSON.";
    const button = element("button", { type: "submit" }, "Make a draft");
    main.append(
      element("form", { onsubmit }, labelled("Text", hint, text), ...controls.map((each) => each[1]), button, status),
      result,
    );
  }

  const show = main.id === "new" ? async () => showNew() : showArticle;
  show().catch((error) => {
    main.append(status);
    say(error.message, true);
  });
})();
