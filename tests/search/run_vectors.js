// Answers the vectors with the script of the search page, without a browser: JSON on standard input, JSON on standard output.
"use strict";
const fs = require("fs"), vm = require("vm");

const [script] = process.argv.slice(2);
const source = fs.readFileSync(script, "utf-8");
const asked = JSON.parse(fs.readFileSync(0, "utf-8"));

// Gives what the page has: the files of an index, by the names under which the page asks for them, and the texts of its pages.
function page(files, texts) {
  const taken = {}, window = { SG: {
    home: "",
    file: name => (name in files ? Promise.resolve(taken[name]) : Promise.reject(new Error(name))),
    passages: text => text,
  } };
  const take = {
    m: meta => { taken.index = meta; }, t: (number, rows) => { taken["t" + number] = rows; },
    d: (number, rows) => { taken["d" + number] = rows; }, f: columns => { taken.filters = columns; },
  };
  Object.values(files).forEach(text => vm.runInNewContext(text, { SG: take }));
  const fetch = url => Promise.resolve({ ok: true, text: () => Promise.resolve(texts[decodeURI(url)]) });
  const DOMParser = function () { this.parseFromString = text => text; };
  const document = { getElementById: () => null };
  vm.runInNewContext(source, { window, document, location: { protocol: "http:" }, fetch, DOMParser, setTimeout, clearTimeout });
  return window.SG;
}

async function hits(SG, row) {
  const found = await SG.search(SG.parse(row.query, row.typing));
  return { hits: found.hits.map(hit => [hit.url, hit.score]), count: found.count, every: found.every, checked: found.checked };
}

async function main() {
  const SG = page(asked.indexes[0].files, {}), indexes = [];
  await SG.ready();
  for (const index of asked.indexes) {
    const own = page(index.files, index.texts);
    await own.ready();
    const rows = [];
    for (const row of index.queries) rows.push(await hits(own, row));
    indexes.push(rows);
  }
  console.log(JSON.stringify({
    words: asked.words.map(text => SG.wordsOf(text).map(word => [word.text, SG.stem(word.text)])),
    queries: asked.queries.map(row => SG.parse(row.query, row.typing)),
    snippets: asked.snippets.map(row => SG.snippet(row.text, SG.parse(row.query, false))),
    indexes,
  }));
}

main().catch(error => { console.error(error); process.exit(1); });
