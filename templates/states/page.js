"use strict";
/* Sorts, filters and opens cells. All tables are there without it. Texts are set as text, never as markup. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { states, articles, order } = data;
  const find = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const latin = /(?:[\d(][\d.,\/() ]*)?[A-Za-zÀ-ɏ][^\u0590-\u08ff\ufb1d-\ufefc]*|\d+(?:\.\w+|\(\w+\)|\/\d+)+/g;
  const turned = /[\u0590-\u08ff\ufb1d-\ufefc]/, pairs = { ")": "(", "]": "[", "}": "{", "»": "«", "”": "“" };
  const arabic = /([\u0590-\u08ff\ufb1d-\ufefc](?:[^A-Za-z0-9À-ɏ]*[\u0590-\u08ff\ufb1d-\ufefc])*)/;

  const rtl = data.rtl;
  /* An element with attributes and children; strings become text, with Latin runs kept apart in an Arabic page. */
  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    for (const child of children.flat()) if (child !== "" && child != null) made.append(child);
    return made;
  }
  /* Where Latin runs begin and end: signs and brackets at an end are left to the text around, unless both of a pair are within. */
  function runs(said) {
    const mixed = turned.test(said), found = [];
    for (const { 0: run, index } of said.matchAll(latin)) {
      const opened = [], paired = new Set(), alone = [];
      run.split("").forEach((sign, place) => {
        if (Object.values(pairs).includes(sign)) opened.push(place);
        else if (!pairs[sign]) return;
        else if (opened.length && run[opened.at(-1)] === pairs[sign]) paired.add(opened.pop()).add(place);
        else alone.push(place);
      });
      let at = 0;
      for (const end of [...(mixed ? [...alone, ...opened].sort((a, b) => a - b) : []), run.length]) {
        const own = [];
        for (let place = at; place < end; place++) if (paired.has(place) || /[\p{L}\p{N}\p{M}]/u.test(run[place])) own.push(place);
        if (own.length) {
          const last = index + own.at(-1) + 1;
          found.push([index + own[0], last + (mixed ? 0 : said.slice(last).match(/^(?:\s*[.!?…/]+)?/)[0].length)]);
        }
        at = end + 1;
      }
    }
    return found;
  }
  /* What speaks one language of the page, from the data of that language. */
  function tongue(data) {
    const { strings, words, marks, elements, provisions, reasons, rtl } = data;
    const text = number => strings[number];
    function say(said) {
      if (!rtl) return make("bdi", {}, said);
      const whole = make("span");
      let at = 0;
      for (const [start, end] of runs(said)) {
        whole.append(said.slice(at, start), make("bdi", { dir: "ltr" }, said.slice(start, end)));
        at = end;
      }
      whole.append(said.slice(at));
      return whole;
    }
    /* A name, which may carry a day in another script, each in its own direction. */
    function nameOf(said) {
      if (rtl) return make("bdi", { dir: "rtl" }, say(said));
      const parts = said.split(arabic);
      if (parts.length === 1 || !parts.some((one, at) => one && at % 2 === 0)) return make("bdi", {}, said);
      return make("bdi", { dir: "ltr" }, parts.map((one, at) => at % 2 ? make("bdi", {}, one) : one));
    }
    function mark(number) {
      const [letter, label, look] = marks[number];
      return [make("span", { class: "mark " + look, title: label }, letter), make("span", { class: "label" }, " " + label)];
    }
    function source(said) {
      const whole = make("bdi", rtl ? { dir: "rtl" } : {});
      let at = 0;
      for (const { 0: address, index } of said.matchAll(/https?:\/\/[^\s<>"'،؛]+[^\s<>"'.,;)،؛]/g)) {
        whole.append(rtl ? say(said.slice(at, index)) : said.slice(at, index),
          make("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, make("bdi", { dir: "ltr" }, address)));
        at = index + address.length;
      }
      whole.append(rtl ? say(said.slice(at)) : said.slice(at));
      return whole;
    }
    function provision(number) {
      const [law, id, grade, force, missing, quote, note, sources, confidence] = provisions[number];
      const last = make("p", { class: "source" });
      sources.forEach((one, at) => last.append(at ? words.semicolon : words.sources + ": ", source(text(one))));
      if (text(confidence)) last.append((sources.length ? " · " : "") + words.confidence + ": ", say(text(confidence)));
      return make("div", { class: "one" },
        make("div", { class: "law" }, say(text(law)), text(id) ? words.comma : "", make("bdi", {}, text(id)), " ",
          grade < 0 ? "" : mark(grade), text(force) ? make("span", { class: "note" }, " (", say(text(force)), ")") : ""),
        text(missing) ? make("p", {}, make("b", {}, words.missing + ": "), say(text(missing))) : "",
        text(quote) ? make("blockquote", { dir: "auto" }, text(quote)) : "",
        text(note) ? make("p", { class: "note" }, say(text(note))) : "", last);
    }
    function table(heads, rows) {
      return make("table", {}, make("thead", {}, make("tr", {}, heads.map(one => make("th", { scope: "col" }, one)))),
        make("tbody", {}, rows));
    }
    /* An element by its short name, its id small beside it. */
    function called(id, name) {
      return [say(text(name)), id === name ? "" : make("small", { class: "id" }, " ", make("bdi", { dir: "ltr" }, text(id)))];
    }
    function reason(number) {
      const [id, name, missing] = reasons[number];
      return make("li", {}, called(id, name), text(missing) ? [": ", say(text(missing))] : "");
    }
    function element([number, grade, note, ...listed]) {
      const [id, asks, name, weight, rated] = elements[number];
      return make("tr", {},
        make("th", { scope: "row" }, called(id, name), text(weight) ? make("small", {}, " · ", say(text(weight))) : "",
          rated === 1 ? "" : make("small", {}, " · ", say(rated ? words.party_act : words.not_rated)), text(asks) ? make("p", { class: "note" }, say(text(asks))) : ""),
        make("td", {}, mark(grade)),
        make("td", {}, text(note) ? make("p", {}, say(text(note))) : "", listed.map(provision)));
    }

    /* What the panel of a cell says. */
    function panel(state, article) {
      const [grade, note, known, counted, rows, named, decided, reach] = data.cells[state][article];
      const said = [make("p", {}, mark(grade), text(reach) ? [words.semicolon, say(text(reach))] : "")];
      if (data.states[state][1]) said.push(make("p", { class: "apart" }, words.told));
      else said.push(make("p", { class: "note" }, words.known + ": ", make("bdi", {}, words.of.replace("{number}", known).replace("{total}", counted))));
      if (text(note)) said.push(make("p", {}, say(text(note))));
      if (decided.length) said.push(make("ul", { class: "reasons" }, decided.map(reason)));
      said.push(...named.map(provision));
      if (rows.length) said.push(table([words.element, words.grade, words.provisions], rows.map(element)));
      if (!rows.length && !named.length) said.push(make("p", {}, words.no_element));
      return said;
    }
    function heading(state, article) {
      return [nameOf(data.states[state][0]), " · ", make("bdi", {}, data.articles[article][0]), " ", say(data.articles[article][1])];
    }
    /* The table of how States wrote an article. */
    function wrote(rows) {
      const made = table([words.state, words.rating, words.provisions, words.lacks], rows.map(([state, grade, named, lacks]) =>
        make("tr", data.states[state][1] ? { class: "told" } : {},
          make("th", { scope: "row" }, nameOf(data.states[state][0]), data.states[state][1] ? make("small", {}, " " + words.reported) : ""),
          make("td", {}, mark(grade)), make("td", {}, named.map(provision)),
          make("td", {}, lacks.length ? make("ul", {}, lacks.map(reason)) : "–"))));
      made.className = "wrote stack";
      return made;
    }
    return { data, words, panel, heading, wrote };
  }
  const first = tongue(data), words = first.words, others = (data.beside || []).map(tongue);
  /* The same in the other languages of the page, each in its direction. */
  function beside(tag, said) {
    return others.map(one => make(tag, { class: "also", lang: one.data.language, dir: one.data.rtl ? "rtl" : "ltr" }, said(one)));
  }

  /* The panel of a cell. */
  const panel = find("#panel"), title = find("#panel-title"), body = find("#panel-body");
  let from = null;
  function open(cell) {
    const state = +cell.parentNode.dataset.s, article = +cell.dataset.a;
    from = cell;
    title.replaceChildren(...first.heading(state, article), ...beside("span", one => one.heading(state, article)));
    body.replaceChildren(...first.panel(state, article), ...beside("div", one => one.panel(state, article)));
    const link = make("a", { href: "#s" + state }, words.to_state);
    link.addEventListener("click", () => { from = null; panel.close(); find("#s" + state).open = true; });
    body.append(make("p", {}, link));
    panel.showModal();
    title.focus();
    panel.scrollTop = 0;
  }
  find("#close").addEventListener("click", () => panel.close());
  /* The browser gives the focus back to the cell before it tells of the closing; by then another key may have moved it. */
  panel.addEventListener("close", () => from && !document.activeElement?.closest("td[data-a]") && from.focus());
  panel.addEventListener("click", event => event.target === panel && panel.close());

  /* The tables of States and articles: one cell is in the order of the keyboard, the arrow keys move it. */
  const heats = all(".heat").map(whole => ({
    whole, head: find("thead tr", whole), body: find("tbody", whole), rows: all("tbody tr", whole),
    before: all("thead th:not(.art)", whole).length, way: {},
  }));
  for (const heat of heats) {
    heat.whole.setAttribute("role", "grid");
    heat.whole.setAttribute("aria-describedby", "hint");
    heat.whole.classList.toggle("many", articles.length > 40);
    for (const row of heat.rows) [...row.cells].slice(heat.before).forEach((cell, at) => { cell.dataset.a = at; cell.tabIndex = -1; });
    if (heat.rows.length) find("td[tabindex]", heat.whole).tabIndex = 0;
    for (const head of [...all("[data-sort], .art", heat.head), ...all("[data-row]", heat.body)]) {
      const button = make("button", { type: "button", class: "sort" });
      const name = head.matches(".art") ? articles[head.dataset.a].slice(0, 2).join(" ") : find("bdi", head)?.textContent ?? head.textContent;
      button.title = (head.hasAttribute("data-row") ? words.sort_row : words.sort_column).replace("{name}", name.trim());
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => head.hasAttribute("data-row") ? sortRow(heat, head) : sortColumn(heat, head));
    }
    heat.body.addEventListener("click", event => {
      const cell = event.target.closest("td[data-a]");
      if (cell) { focus(heat, cell); open(cell); }
    });
    heat.body.addEventListener("keydown", event => key(heat, event));
  }
  function focus(heat, cell) {
    for (const one of all("td[tabindex='0']", heat.body)) one.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }
  function key(heat, event) {
    const cell = event.target.closest("td[data-a]");
    if (!cell) return;
    const side = rtl ? -1 : 1, steps = { ArrowRight: [0, side], ArrowLeft: [0, -side], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (event.key === "Enter" || event.key === " ") open(cell);
    else if (steps[event.key]) {
      const rows = [...heat.body.rows].filter(one => !one.hidden), row = rows[rows.indexOf(cell.parentNode) + steps[event.key][0]];
      const cells = all("td[data-a]:not([hidden])", cell.parentNode), at = cells.indexOf(cell) + steps[event.key][1];
      if (row && cells[at]) focus(heat, all("td[data-a]:not([hidden])", row)[at]);
    } else if (event.key === "Home" || event.key === "End") {
      const cells = all("td[data-a]:not([hidden])", cell.parentNode);
      focus(heat, cells[event.key === "Home" ? 0 : cells.length - 1]);
    } else return;
    event.preventDefault();
  }
  function turn(heat, head, attribute) {
    const up = head.getAttribute(attribute) !== "ascending";
    for (const one of all(`[${attribute}]`, heat.whole)) one.removeAttribute(attribute);
    head.setAttribute(attribute, up ? "ascending" : "descending");
    return up ? 1 : -1;
  }
  function rank(state, article) {
    return order[data.cells[state][article][0]];
  }
  function tiered(said) {
    const number = parseInt(said, 10);
    return Number.isNaN(number) ? Infinity : number;
  }
  function sortColumn(heat, head) {
    const side = turn(heat, head, "aria-sort"), sort = head.dataset.sort, article = +head.dataset.a;
    const value = {
      name: (a, b) => states[a][6] - states[b][6],
      tier: (a, b) => (tiered(states[a][2]) > tiered(states[b][2]) ? 1 : tiered(states[a][2]) < tiered(states[b][2]) ? -1 : 0),
      known: (a, b) => states[a][3] * states[b][4] - states[b][3] * states[a][4],
    }[sort] || ((a, b) => rank(a, article) - rank(b, article));
    const rows = [...heat.body.rows].sort((a, b) => side * value(+a.dataset.s, +b.dataset.s) || a.dataset.s - b.dataset.s);
    heat.body.append(...rows);
  }
  function sortRow(heat, head) {
    const state = +head.parentNode.dataset.s, side = turn(heat, head, "data-sorted");
    const turned = articles.map((one, at) => at).sort((a, b) => side * (rank(state, a) - rank(state, b)) || a - b);
    for (const row of [heat.head, ...heat.body.rows]) {
      const cells = [];
      for (const cell of [...row.cells].slice(heat.before)) cells[cell.dataset.a] = cell;
      row.append(...turned.map(at => cells[at]));
    }
  }

  /* Filters. */
  const search = find("#search"), part = find("#part"), group = find("#group"), shown = find("#shown");
  const letters = { "ى": "ي", "ة": "ه", "ـ": "" };
  const plain = said => said.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ىةـ]/g, sign => letters[sign]).toLocaleLowerCase();
  const names = states.map((one, at) => plain([one[0], ...others.map(other => other.data.states[at][0])].join(" ")));
  function filter() {
    const wanted = plain(search.value.trim());
    let number = 0;
    const visible = states.map((one, at) => (!wanted || names[at].includes(wanted)) && (!group.value || one[5].includes(group.value)));
    for (const heat of heats) {
      for (const row of heat.rows) row.hidden = !visible[row.dataset.s];
      number += heat.rows.filter(row => !row.hidden).length;
      const gone = articles.map(one => part.value !== "" && one[2] !== part.value);
      for (const cell of all("[data-a]", heat.whole)) cell.hidden = gone[cell.dataset.a];
      const first = find("tr:not([hidden]) > td[data-a]:not([hidden])", heat.body);
      for (const one of all("td[tabindex='0']", heat.body)) one.tabIndex = -1;
      if (first) first.tabIndex = 0;
    }
    for (const one of all("details.state")) one.hidden = !visible[one.dataset.s];
    shown.textContent = words.shown.replace("{number}", number).replace("{total}", states.length);
  }
  search.addEventListener("input", filter);
  part.addEventListener("change", filter);
  group.addEventListener("change", filter);
  find("#clear").addEventListener("click", () => { search.value = part.value = group.value = ""; filter(); search.focus(); });
  find("#print").addEventListener("click", () => window.print());

  /* How others wrote it: tables that are there are shown or hidden; those that are not are made when they are chosen. */
  const choose = find("#choose"), written = find("#written");
  function wrote() {
    if (!data.wrote) {
      for (const one of all("details[data-w]", written)) {
        one.hidden = choose.value !== "" && one.dataset.w !== choose.value;
        if (one.dataset.w === choose.value) one.open = true;
      }
      return;
    }
    written.replaceChildren();
    if (choose.value !== "") written.append(make("div", { class: "wide" }, first.wrote(data.wrote[choose.value])),
      ...beside("div", one => one.wrote(one.data.wrote[choose.value])));
  }
  if (choose) choose.addEventListener("change", wrote);

  /* A link to a State opens its section; before printing every section opens (long lists
     of elements only if the reader has opened them), and afterwards it is as it was. */
  function target() {
    const one = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (one && one.tagName === "DETAILS") { one.hidden = false; one.open = true; one.scrollIntoView(); }
  }
  window.addEventListener("hashchange", target);
  let closed = [];
  window.addEventListener("beforeprint", () => { closed = all("details:not([open]):not(.more)"); for (const one of closed) one.open = true; });
  window.addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  for (const one of all(".tools")) one.hidden = false;
  filter();
  target();
  document.documentElement.dataset.ready = "yes";
})();
