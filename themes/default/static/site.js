// What every page does with scripts; each part is a help, and nothing is hidden without it.
(function () {
  "use strict";
  var home = new URL("../", document.currentScript.src).href;

  // Files of the search's index, loaded as scripts: on file:// there is no other way.
  var waiting = {}, files = {};
  function took(name, value) { if (waiting[name]) waiting[name](value); }
  function file(name) {
    files[name] = files[name] || new Promise(function (resolve, reject) {
      waiting[name] = resolve;
      var script = document.createElement("script");
      script.src = home + "search/" + name + ".js";
      script.onerror = function () { delete files[name]; reject(new Error(name)); };
      document.head.appendChild(script);
    });
    return files[name];
  }
  // A date as the rest of the site says it: "9 April 2024", "April 2024"; what is not known of it is left out.
  var MONTHS = "January February March April May June July August September October November December".split(" ");
  function longDate(date) {
    var parts = date.split("-");
    return [parts[2] && Number(parts[2]), parts[1] && MONTHS[parts[1] - 1], parts[0]].filter(Boolean).join(" ");
  }
  // The passages of a page, a line each, without what stands beside them.
  function passages(page) {
    var found = Array.from(page.querySelectorAll("main [id]")).filter(function (one) { return /^p\d+$/.test(one.id); });
    return found.map(function (one) {
      var copy = one.cloneNode(true);
      copy.querySelectorAll(".note-ref, .passage-link, .remark").forEach(function (part) { part.remove(); });
      return copy.textContent.split(/\s+/).filter(Boolean).join(" ");
    }).join("\n");
  }
  window.SG = {
    passages: passages,
    home: home,
    file: file,
    longDate: longDate,
    m: function (meta) { took("index", meta); },
    t: function (number, rows) { took("t" + number, rows); },
    d: function (number, rows) { took("d" + number, rows); },
    f: function (columns) { took("filters", columns); }
  };

  // The search asks pages for their text through frames; only pages of this site are answered.
  window.addEventListener("message", function (event) {
    if (!event.data || event.data.sitegen !== "text" || event.source === window) return;
    var disk = location.protocol === "file:";
    if (!disk && event.origin !== location.origin) return;
    var text = passages(document);
    event.source.postMessage({ sitegen: "text", text: text }, disk ? "*" : event.origin);
  });

  // The search box of each page leads to the search page with what was typed.
  var box = document.querySelector(".site-search");
  if (box) {
    box.addEventListener("submit", function (event) {
      event.preventDefault();
      location.href = box.action + "#q=" + encodeURIComponent(box.elements.q.value.trim()).replace(/%20/g, "+");
    });
  }

  // Notes stand in the margin beside their words where there is room; folded below the paragraph where there is not.
  var article = document.querySelector(".kind-article article"), text = article && article.querySelector(".text");
  var notes = text ? Array.from(text.querySelectorAll("aside.remark")) : [];
  var wide = window.matchMedia("(min-width: 64rem)");
  function reveal(id) {
    var note = id && document.getElementById(id), folded = note && note.querySelector("details");
    if (note && note.classList.contains("remark") && folded) folded.open = true;
  }
  function place() {
    var beside = wide.matches && notes.length > 0;
    article.classList.toggle("with-margin", beside);
    notes.forEach(function (note) { note.style.top = ""; });
    if (!beside) return;
    var top = text.getBoundingClientRect().top, facts = article.querySelector(".margin");
    var free = facts ? facts.getBoundingClientRect().bottom - top + 24 : 0;
    notes.forEach(function (note) {
      note.querySelector("details").open = true;
      var ref = document.getElementById(note.id + "-ref"), want = ref ? ref.getBoundingClientRect().top - top : free;
      var at = Math.max(want - 4, free);
      note.style.top = at + "px";
      free = at + note.offsetHeight + 16;
    });
    text.style.minHeight = free + "px";
  }
  if (notes.length) {
    place();
    wide.addEventListener("change", place);
    new ResizeObserver(place).observe(text);
    window.addEventListener("load", place);
    window.addEventListener("hashchange", function () { reveal(location.hash.slice(1)); });
    reveal(location.hash.slice(1));
    text.addEventListener("click", function (event) {
      var ref = event.target.closest(".note-ref");
      if (ref) reveal(ref.getAttribute("href").slice(1));
    });
  }

  // What a reader chose: colours, links at names, previews.
  var root = document.documentElement, settings = document.querySelector("form#settings");
  function chosen(name) { try { return localStorage.getItem("sitegen " + name) || ""; } catch (error) { return ""; } }
  function choose(name, value) {
    try { if (value) localStorage.setItem("sitegen " + name, value); else localStorage.removeItem("sitegen " + name); } catch (error) { /* not kept */ }
    root.dataset[name] = value;
    if (name === "names") plainNames(value === "off");
  }
  // Names without links are plain words: nothing to point at, and no stop of the tabulator key.
  function plainNames(plain) {
    document.querySelectorAll("a.entity").forEach(function (link) {
      ["href", "title"].forEach(function (name) {
        var from = plain ? name : "data-" + name, to = plain ? "data-" + name : name;
        if (!link.hasAttribute(from)) return;
        link.setAttribute(to, link.getAttribute(from));
        link.removeAttribute(from);
      });
    });
  }
  ["scheme", "names", "previews"].forEach(function (name) { root.dataset[name] = chosen(name); });
  plainNames(root.dataset.names === "off");
  if (settings) {
    ["scheme", "names", "previews"].forEach(function (name) {
      var field = settings.elements[name];
      if (field && field.type === "checkbox") field.checked = chosen(name) !== "off";
      else if (field) field.value = chosen(name);
    });
    settings.addEventListener("change", function (event) {
      var field = event.target;
      choose(field.name, field.type === "checkbox" ? (field.checked ? "" : "off") : field.value);
    });
  }

  // A short look at the page behind a link, from the rows of the index; nothing is fetched.
  var card = null, owner = null, timer = 0;
  function shardOf(firsts, url) {
    var low = 0, high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= url) low = middle + 1; else high = middle;
    }
    return low - 1;
  }
  function rowOf(url) {
    return file("index").then(function (meta) {
      var shard = shardOf(meta.docs, url);
      return shard < 0 ? null : file("d" + shard).then(function (rows) {
        var row = rows.find(function (one) { return one[0] === url; });
        return row && { title: row[1], date: row[2], source: row[3] < 0 ? "" : meta.sources[row[3]], kind: row[4] < 0 ? "" : meta.kinds[row[4]], lead: row[5] };
      });
    });
  }
  function hide() {
    clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    if (card) card.remove();
    card = owner = null;
  }
  function part(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    card.appendChild(made);
  }
  function show(link, one) {
    hide();
    owner = link;
    card = document.createElement("div");
    card.id = "preview";
    card.className = "preview";
    card.setAttribute("role", "tooltip");
    part("strong", "", one.title);
    var facts = [one.kind === "article" ? "" : one.kind, longDate(one.date), one.source].filter(Boolean).join(" · ");
    if (facts) part("span", "preview-facts", facts);
    part("span", "preview-lead", one.lead);
    document.body.appendChild(card);
    link.setAttribute("aria-describedby", "preview");
    var at = link.getBoundingClientRect(), below = at.bottom + 8;
    if (below + card.offsetHeight > innerHeight && at.top > card.offsetHeight + 8) below = at.top - card.offsetHeight - 8;
    card.style.top = below + scrollY + "px";
    card.style.left = Math.max(8, Math.min(at.left, root.clientWidth - card.offsetWidth - 8)) + scrollX + "px";
    card.addEventListener("mouseleave", hide);
  }
  function look(event) {
    var link = event.target.closest && event.target.closest("main a[href]");
    if (!link || link === owner || root.dataset.previews === "off") return;
    var url = new URL(link.getAttribute("href"), document.baseURI).href.split("#")[0]; // `href` of a link in a chart is no text
    if (url.indexOf(home) !== 0 || url === location.href.split("#")[0] || link.matches(".note-ref, .item-title")) return;
    clearTimeout(timer);
    timer = setTimeout(function () {
      rowOf(decodeURI(url.slice(home.length))).then(function (one) {
        if (one && (link.matches(":hover") || link === document.activeElement)) show(link, one);
      }, function () {});
    }, 300);
  }
  document.addEventListener("mouseover", look);
  document.addEventListener("focusin", look);
  document.addEventListener("focusout", hide);
  document.addEventListener("mouseout", function (event) {
    clearTimeout(timer);
    if (owner && !owner.contains(event.relatedTarget) && !(card && card.contains(event.relatedTarget))) {
      timer = setTimeout(function () { if (card && !card.matches(":hover") && owner !== document.activeElement) hide(); }, 200);
    }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();
