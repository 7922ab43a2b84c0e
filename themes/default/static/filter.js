// Shows only the rows and items of the index, or the names of all lists of a page, that hold the words typed; all is readable without it.
(function () {
  var box = document.querySelector(".filter");
  var field = document.getElementById("filter");
  var count = document.getElementById("filter-count");
  var others = document.getElementById("filter-others");
  var names = Array.from(document.querySelectorAll("main .names > li, main .matrix tbody tr"));
  var rows = names.length ? names : Array.from(document.querySelectorAll(".mirrored tbody tr, .mirrored li, main .items > li"));
  if (!box || !rows.length) return;
  box.hidden = false;
  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  // Of a list of names the name counts, not the figures beside it; one that stands in two lists counts once.
  function textOf(row) { return names.length ? row.querySelector("a").textContent : row.textContent; }
  function keyOf(row, at) { return names.length ? row.querySelector("a").getAttribute("href") : at; }
  var all = new Set(rows.map(keyOf)).size;
  field.addEventListener("input", function () {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    var shown = new Set();
    rows.forEach(function (row, at) {
      var text = plain(textOf(row));
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) shown.add(keyOf(row, at));
    });
    count.textContent = words.length ? shown.size + " of " + all + (others ? " on this page" : "") : "";
    if (!others) return;
    others.hidden = !words.length;
    others.href = others.getAttribute("href").split("#")[0] + "#q=" + encodeURIComponent(field.value.trim()).replace(/%20/g, "+");
  });
})();
