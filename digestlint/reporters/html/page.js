"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, node = document) => [...node.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const order = ["error", "warning", "info"];
  let digests = [];
  let findings = [];
  let active = null;
  let waiting = null;

  function read() {
    const links = new Map(all("[data-d]").map((link) => [link.dataset.d, link]));
    digests = all(".digest").map((node) => {
      const digest = { node, name: node.dataset.name.toLowerCase(), link: links.get(node.id), marks: null, near: !("oncontentvisibilityautostatechange" in node) };
      node.addEventListener("contentvisibilityautostatechange", (event) => {
        digest.near = !event.skipped;
        if (digest.near) draw(digest);
      });
      digest.findings = all(".card", node).map((card) => ({
        digest, card, number: card.id.slice(1), code: card.dataset.c, severity: card.dataset.s, shown: true, drawn: true,
      }));
      return digest;
    });
    findings = digests.flatMap((digest) => digest.findings);
  }

  // Filters. Digests are hidden whole at once; inside, those near the screen are drawn at once and the others soon.
  function chosen(name) {
    return new Set(all(`input[name="${name}"]:checked`).map((box) => box.value));
  }

  function filter() {
    const words = byId("search").value.trim().toLowerCase();
    const severities = chosen("severity");
    const rules = chosen("rule");
    let shown = 0;
    let within = 0;
    for (const digest of digests) {
      const named = digest.name.includes(words);
      let here = 0;
      for (const finding of digest.findings) {
        finding.shown = named && (!severities.size || severities.has(finding.severity))
          && (!rules.size || rules.has(finding.code));
        here += finding.shown;
      }
      hide(digest.node, here === 0);
      if (digest.link) hide(digest.link, here === 0);
      if (here && digest.near) draw(digest);
      shown += here;
      within += here > 0;
    }
    if (active && !active.shown) leave();
    tell(shown, within);
    clearTimeout(waiting);
    waiting = setTimeout(drawSoon, 100, 0);
  }

  function drawSoon(from) {
    digests.slice(from, from + 30).forEach(draw);
    if (from + 30 < digests.length) waiting = setTimeout(drawSoon, 0, from + 30);
  }

  function drawAll() {
    clearTimeout(waiting);
    digests.forEach(draw);
  }

  function hide(node, hidden) {
    if (node.hidden !== hidden) node.hidden = hidden;
  }

  function draw(digest) {
    const changed = digest.findings.filter((finding) => finding.shown !== finding.drawn);
    if (digest.node.hidden || !changed.length) return;
    for (const finding of changed) {
      finding.drawn = finding.shown;
      finding.card.hidden = !finding.shown;
      byId(`m${finding.number}`).hidden = !finding.shown;
    }
    const shown = new Map(digest.findings.filter((finding) => finding.shown).map((f) => [f.number, f.severity]));
    for (const mark of marks(digest)) {
      const left = mark.dataset.f.split(" ").map((number) => shown.get(number)).filter(Boolean);
      const worst = order.find((severity) => left.includes(severity)) || "off";
      mark.classList.remove(...order, "off");
      mark.classList.add(worst);
    }
  }

  function marks(digest) {
    digest.marks ||= all("mark[data-f]", digest.node);
    return digest.marks;
  }

  function tell(shown, within) {
    const some = shown < findings.length;
    const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
    byId("status").textContent = some
      ? `Showing ${shown.toLocaleString("en")} of ${count(findings.length, "finding")}, in ${count(within, "digest")}`
      : `Showing all ${count(shown, "finding")} in ${count(within, "digest")}`;
  }

  // The finding that one is at: its card, its words, the earlier words, and why its rule is there.
  function parts(finding) {
    const node = finding.digest.node;
    return [finding.card, ...all(`[data-f~="${finding.number}"], [data-e~="${finding.number}"]`, node)];
  }

  function leave() {
    if (!active) return;
    parts(active).forEach((node) => node.classList.remove("on"));
    active.card.querySelector(".why")?.remove();
    active = null;
  }

  function go(finding, shownFirst = "words") {
    if (!finding) return;
    leave();
    draw(finding.digest);
    active = finding;
    parts(finding).forEach((node) => node.classList.add("on"));
    const text = document.querySelector(`#rule-${CSS.escape(finding.code)} .text`);
    if (text) {
      const why = text.cloneNode(true);
      why.className = "why";
      finding.card.append(why);
    }
    finding.card.focus({ preventScroll: true });
    const words = byId(`m${finding.number}`);
    if (shownFirst === "words") words.scrollIntoView({ block: "center" });
    (shownFirst === "card" ? words : finding.card).scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const shown = findings.filter((finding) => finding.shown);
    const at = shown.indexOf(active);
    if (at < 0) go(by > 0 ? shown[0] : shown[shown.length - 1]);
    else if (shown[at + by]) go(shown[at + by]);
  }

  function numbered(number) {
    return findings.find((finding) => finding.number === number);
  }

  function follow() {
    const number = /^#[fm](\d+)$/.exec(location.hash)?.[1];
    const finding = number && numbered(number);
    if (finding?.shown && finding !== active) go(finding);
  }

  function clicked(event) {
    const target = event.target;
    if (target.closest("#keys")) return byId("help").showModal();
    const link = target.closest("a.ref");
    if (link) {
      event.preventDefault();
      return go(numbered(link.hash.slice(2)), link.closest(".card") ? "words" : "text");
    }
    if (target.closest("a, summary, input, label, button")) return undefined;
    const mark = target.closest("mark[data-f]");
    if (mark) {
      const here = mark.dataset.f.split(" ").map(numbered).filter((finding) => finding.shown);
      return go(here[(here.indexOf(active) + 1) % here.length], "text");
    }
    const card = target.closest(".card");
    return card && active?.card !== card ? go(numbered(card.id.slice(1)), "card") : undefined;
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const search = byId("search");
    if (event.key === "Escape") {
      if (event.target === search) search.blur();
      else leave();
      return;
    }
    if (event.target.closest?.("input[type=search]")) return;
    const keys = {
      n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
      "/": () => { byId("panel").open = true; search.focus(); search.select(); },
      "?": () => byId("help").showModal(),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  // What is folded is not printed: the totals, and the files that were skipped or failed.
  let folded = [];
  function unfold() {
    drawAll();
    folded = all("#panel, .failed, .skipped").filter((details) => !details.open);
    folded.forEach((details) => { details.open = true; });
  }

  function fold() {
    folded.forEach((details) => { details.open = false; });
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!byId("filters")) return;
    read();
    const form = byId("filters");
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("click", clicked);
    document.addEventListener("keydown", pressed);
    addEventListener("hashchange", follow);
    if (matchMedia("(max-width: 75rem)").matches) byId("panel").open = false;
    addEventListener("beforeprint", unfold);
    addEventListener("afterprint", fold);
    filter();
    follow();
  });
})();
