// What a reader has set, before the page is drawn.
try {
  ["scheme", "names"].forEach(function (name) {
    document.documentElement.dataset[name] = localStorage.getItem("sitegen " + name) || "";
  });
} catch (error) { /* as the system has it */ }
