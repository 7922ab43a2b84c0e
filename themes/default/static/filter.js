// Shows only the rows, items and paragraphs of the index, or the names of a list, that hold the words typed; everything is readable without it.
(function () {
  var box = document.querySelector(".filter");
  var field = document.getElementById("filter");
  var count = document.getElementById("filter-count");
  var rows = document.querySelectorAll(".mirrored tbody tr, .mirrored li, main .items > li, main .names:not(.most) > li");
  if (!box || !rows.length) return;
  box.hidden = false;
  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  field.addEventListener("input", function () {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var text = plain(row.textContent);
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = words.length ? shown + " of " + rows.length : "";
  });
})();
