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
})();
