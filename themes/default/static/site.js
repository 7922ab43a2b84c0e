// What every page does with scripts; each part is a help, and nothing is hidden without it.
(function () {
  "use strict";
  // The search asks pages for their text through frames; only pages of this site are answered.
  window.addEventListener("message", function (event) {
    if (!event.data || event.data.sitegen !== "text" || event.source === window) return;
    var disk = location.protocol === "file:";
    if (!disk && event.origin !== location.origin) return;
    var passages = Array.from(document.querySelectorAll("main [id]")).filter(function (one) { return /^p\d+$/.test(one.id); });
    var text = passages.map(function (one) {
      var copy = one.cloneNode(true);
      copy.querySelectorAll(".note-ref, .passage-link, .remark").forEach(function (part) { part.remove(); });
      return copy.textContent.split(/\s+/).filter(Boolean).join(" ");
    }).join("\n");
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
    var top = text.getBoundingClientRect().top, facts = article.querySelector(".facts");
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
})();
