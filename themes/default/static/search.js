// The site's own search. Shards of its index are classic scripts, so that it works from file:// too; sitegen/search does
// the same in Python, and tests compare the two. Numbers and word lists are those of sitegen/search/spec.json, which the
// header of the index holds; until that is loaded (SG.ready), no query can be read.
(function () {
  "use strict";
  var SG = window.SG, home = SG.home;
  var SPEC, WORD, ACCENTS, RUN, HANGUL, REPLACED, COMPOUND, COMPOUND_MARKS, SMALL, QUOTATION_MARKS, PART, digit = {};

  // Takes the specification of the header: characters as in brackets of a regular expression.
  function configure(spec) {
    var words = spec.words, query = spec.query, letter = "[\\p{L}\\p{N}]";
    SPEC = spec;
    WORD = new RegExp("[" + words.unspaced + "]+|(?:(?![" + words.unspaced + "])" + letter + "|[" + words.joined_marks + words.combining_marks
      + "]|(?<=" + letter + ")[" + words.apostrophes + "](?=" + letter + "))+", "gu");
    ACCENTS = new RegExp("[" + words.accents + "]", "g");
    RUN = new RegExp("^[" + words.unspaced + "]", "u");
    HANGUL = new RegExp("[" + words.hangul + "]");
    REPLACED = new RegExp("[" + Object.keys(words.replacements).join("") + "]", "g");
    COMPOUND = new RegExp(letter + "+(?:[" + words.hyphens + "]" + letter + "+)+|(?<!" + letter + ")(?:\\p{L}\\.){2,}(?:\\p{L}(?!" + letter + "))?", "u");
    COMPOUND_MARKS = new RegExp("[" + words.hyphens + ".]", "g");
    SMALL = new Set(query.small_words);
    QUOTATION_MARKS = new RegExp("[" + query.quotation_marks + "]", "g");
    PART = new RegExp("(" + query.filters.join("|") + "):(?:\"([^\"]*)\"|(\\S+))|\"([^\"]+)\"?|([^\\s\"]+)", "g");
    Array.from(spec.postings.digits).forEach(function (character, value) { digit[character.charCodeAt(0)] = value; });
  }
  // Gives the header of the index, once queries can be read.
  function ready() {
    return SG.file("index").then(function (meta) {
      if (!SPEC) configure(meta.spec);
      return meta;
    });
  }

  // Words ---------------------------------------------------------------------------------------------------------------
  function folded(text) {
    return text.toLowerCase().normalize("NFKD").replace(ACCENTS, "").toLowerCase().replace(REPLACED, function (c) { return SPEC.words.replacements[c]; });
  }
  function cut(word) { return Array.from(word).slice(0, SPEC.words.max_characters).join(""); }
  function wordsOf(text) {
    var found = [], match;
    WORD.lastIndex = 0;
    while ((match = WORD.exec(text))) {
      var start = match.index, end = start + match[0].length;
      if (!RUN.test(match[0])) {
        var word = cut(folded(match[0]));
        if (word) found.push({ text: word, start: start, end: end });
        continue;
      }
      for (var at = start; at < Math.max(start + 1, end - 1); at++) {
        var pair = text.slice(at, Math.min(end, at + 2));
        found.push({ text: folded(pair), start: at, end: at + pair.length });
      }
    }
    return found;
  }
  function stem(word) {
    if (word.length < SPEC.words.stem_min_letters || !/^[a-z]+s$/.test(word)) return word;
    var row = SPEC.words.stem_endings.find(function (one) { return word.endsWith(one.ending); });
    if (!row || row.unless.some(function (ending) { return word.endsWith(ending); })) return word;
    return word.slice(0, -row.ending.length) + row.becomes;
  }
  function joined(compound) { return stem(cut(folded(compound.replace(COMPOUND_MARKS, "")))); }
  function isOpen(raw) { return HANGUL.test(raw) || (Array.from(raw).length === 1 && RUN.test(raw)); }
  function unique(list) { return Array.from(new Set(list)); }

  // Queries -------------------------------------------------------------------------------------------------------------
  function parse(text, typing) {
    text = text.replace(QUOTATION_MARKS, '"');
    PART.lastIndex = 0;
    var query = { words: [], prefixes: [], phrases: [], filters: [], compounds: [], without: [], last: "" }, parts = [], match;
    while ((match = PART.exec(text))) parts.push(match);
    parts.forEach(function (one, index) {
      var raw = one[5] || "", found = wordsOf(one[4] || raw).map(function (word) { return word.text; });
      var atEnd = index === parts.length - 1 && !/\s$/.test(text), before = text.slice(0, one.index), compound;
      if (one[1]) {
        query.filters.push([one[1], one[2] !== undefined ? one[2] : one[3]]);
      } else if (found.length && (raw ? raw[0] === "-" : /(^|\s)-$/.test(before))) {
        query.without.push(found.map(stem));
      } else if (one[4] !== undefined) {
        if (found.length > 1) query.phrases.push(found);
        else if (found.length) query.words.push(stem(found[0]));
      } else if (found.length && (/\*$/.test(raw) || (typing && atEnd) || isOpen(raw))) {
        query.prefixes.push(found.pop());
        found.forEach(function (word) { query.words.push(stem(word)); });
      } else if ((compound = COMPOUND.exec(raw))) {
        query.compounds.push([joined(compound[0]), unique(found.map(stem))]);
      } else {
        found.forEach(function (word) { query.words.push(stem(word)); });
        query.last = atEnd && found.length ? found[found.length - 1] : "";
      }
    });
    query.words = unique(query.words);
    query.prefixes = unique(query.prefixes);
    var every = query.words.concat.apply(query.words, query.phrases.map(function (one) { return one.map(stem); }));
    var telling = unique(every.filter(function (word) { return !SMALL.has(word); }));
    query.terms = telling.length ? telling : unique(every);
    return query;
  }

  // The index -----------------------------------------------------------------------------------------------------------
  var terms = {}, file = SG.file;
  function place(firsts, term) {
    var low = 0, high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= term) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }
  function shard(number) {
    if (!terms[number]) {
      terms[number] = file("t" + number).then(function (text) {
        var rows = new Map(), last = "";
        text.split("\n").forEach(function (row) {
          var tab = row.indexOf("\t");
          var same = digit[row.charCodeAt(0)];
          last = (/[\ud800-\udfff]/.test(last) ? Array.from(last).slice(0, same).join("") : last.slice(0, same)) + row.slice(1, tab);
          rows.set(last, row.slice(tab + 1));
        });
        return rows;
      });
    }
    return terms[number];
  }
  function read(text) {
    var found = [], last = -1, value = 0, times = 1;
    for (var at = 0; at < text.length; at++) {
      var five = digit[text.charCodeAt(at)];
      value += (five & 31) * times;
      times *= 32;
      if (five < 32) {
        last += Math.floor(value / SPEC.postings.levels);
        found.push([last, value % SPEC.postings.levels]);
        value = 0;
        times = 1;
      }
    }
    return found;
  }
  function postings(meta, term) {
    if (!meta.terms.length) return Promise.resolve([]);
    return shard(place(meta.terms, term)).then(function (rows) { return read(rows.get(term) || ""); });
  }
  function begun(meta, prefix) {
    if (!meta.terms.length) return Promise.resolve([]);
    var first = place(meta.terms, prefix), wanted = [shard(first)];
    if (first + 1 < meta.terms.length && meta.terms[first + 1].indexOf(prefix) === 0) wanted.push(shard(first + 1));
    return Promise.all(wanted).then(function (shards) {
      var found = [];
      shards.forEach(function (rows) {
        rows.forEach(function (row, term) { if (term.indexOf(prefix) === 0) found.push([term, row.length]); });
      });
      found.sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
      return found.slice(0, SPEC.query.prefix_terms).map(function (one) { return one[0]; });
    });
  }
  function scored(list, total) {
    var rarity = Math.log(1 + (total - list.length + 0.5) / (list.length + 0.5)), part = new Map();
    list.forEach(function (one) { part.set(one[0], rarity * SPEC.postings.level_scores[one[1]]); });
    return part;
  }
  function scoredPrefix(meta, prefix) {
    return begun(meta, prefix).then(function (found) {
      if (stem(prefix) !== prefix) found = found.concat(stem(prefix));
      return Promise.all(found.map(function (term) { return postings(meta, term); })).then(function (lists) {
        var most = new Map();
        lists.forEach(function (list, index) {
          var factor = found[index] === prefix || found[index] === stem(prefix) ? 1 : SPEC.query.prefix_score;
          scored(list, meta.n).forEach(function (score, doc) { most.set(doc, Math.max(most.get(doc) || 0, factor * score)); });
        });
        return most;
      });
    });
  }
  // A word written in one or in parts: the better of the two.
  function scoredCompound(meta, whole, inside) {
    return Promise.all([whole].concat(inside).map(function (term) {
      return postings(meta, term).then(function (list) { return scored(list, meta.n); });
    })).then(function (maps) {
      var most = maps[0], parts = maps.slice(1);
      parts[0].forEach(function (_, doc) {
        if (!parts.every(function (map) { return map.has(doc); })) return;
        most.set(doc, Math.max(most.get(doc) || 0, parts.reduce(function (sum, map) { return sum + map.get(doc); }, 0)));
      });
      return most;
    });
  }
  function withoutAll(meta, scores, row) {
    return Promise.all(row.map(function (term) { return postings(meta, term); })).then(function (lists) {
      var gone = lists.map(function (list) { return new Set(list.map(function (one) { return one[0]; })); });
      return new Map(Array.from(scores).filter(function (one) { return !gone.every(function (some) { return some.has(one[0]); }); }));
    });
  }
  function filtered(meta, scores, filter) {
    if (filter[0] === "names") {
      return postings(meta, SPEC.postings.entity_mark + filter[1]).then(function (list) {
        var named = new Set(list.map(function (one) { return one[0]; }));
        return new Map(Array.from(scores).filter(function (one) { return named.has(one[0]); }));
      });
    }
    var wanted = meta[filter[0] + "s"].indexOf(filter[1]);
    if (wanted < 0) return Promise.resolve(new Map());
    return file("filters").then(function (columns) {
      return new Map(Array.from(scores).filter(function (one) { return columns[filter[0]][one[0]] === wanted; }));
    });
  }
  function hit(meta, doc, score) {
    return file("d" + Math.floor(doc / meta.rows)).then(function (rows) {
      var row = rows[doc % meta.rows];
      return {
        url: row[0], title: row[1], date: row[2], source: row[3] < 0 ? "" : meta.sources[row[3]],
        kind: row[4] < 0 ? "" : meta.kinds[row[4]], lead: row[5], score: score
      };
    });
  }
  function rank(query) {
    return file("index").then(function (meta) {
      var parts = query.terms.map(function (term) {
        return postings(meta, term).then(function (list) {
          return !list.length && query.last && term === stem(query.last) ? scoredPrefix(meta, query.last) : scored(list, meta.n);
        });
      }).concat(query.compounds.map(function (one) { return scoredCompound(meta, one[0], one[1]); })).concat(query.prefixes.map(function (prefix) { return scoredPrefix(meta, prefix); }));
      return Promise.all(parts).then(function (maps) {
        var scores = new Map(), every = true;
        if (!maps.length) {
          if (query.filters.length || query.without.length) for (var doc = 0; doc < meta.n; doc++) scores.set(doc, 0);
        } else {
          var least = maps.reduce(function (a, b) { return b.size < a.size ? b : a; });
          least.forEach(function (_, doc) {
            if (maps.every(function (map) { return map.has(doc); })) {
              scores.set(doc, maps.reduce(function (sum, map) { return sum + map.get(doc); }, 0));
            }
          });
          if (!scores.size && maps.length > 1 && !query.phrases.length) {
            every = false;
            maps.forEach(function (map) { map.forEach(function (score, doc) { scores.set(doc, (scores.get(doc) || 0) + score); }); });
          }
        }
        var kept = query.without.reduce(function (before, row) {
          return before.then(function (some) { return withoutAll(meta, some, row); });
        }, Promise.resolve(scores));
        return query.filters.reduce(function (before, filter) {
          return before.then(function (some) { return filtered(meta, some, filter); });
        }, kept).then(function (some) {
          var ranked = Array.from(some.keys()).sort(function (a, b) { return some.get(b) - some.get(a) || a - b; });
          return { meta: meta, ranked: ranked, scores: some, every: every };
        });
      });
    });
  }
  function search(query, most, from) {
    from = from || 0;
    return rank(query).then(function (found) {
      function row(doc) { return hit(found.meta, doc, found.scores.get(doc)); }
      if (!query.phrases.length) {
        return Promise.all(found.ranked.slice(from, from + (most || SPEC.query.hits)).map(row)).then(function (hits) {
          return { hits: hits, count: found.ranked.length, every: found.every, checked: 0 };
        });
      }
      return phrased(found, query, from + (most || SPEC.query.hits), row).then(function (got) {
        if (got.unread) {  // the host forbids it: then all that can be said is which pages have all of the words
          return Promise.all(found.ranked.slice(from, from + (most || SPEC.query.hits)).map(row)).then(function (hits) {
            return { hits: hits, count: found.ranked.length, every: found.every, checked: 0, unread: true };
          });
        }
        return { hits: got.hits.slice(from), count: got.hits.length, every: found.every, checked: got.checked, ended: got.ended };
      });
    });
  }
  // Reads the likeliest pages, some at a time, until there are hits enough.
  function phrased(found, query, wanted, row) {
    var looked = found.ranked.slice(0, SPEC.query.phrase_pages), hits = [], checked = 0, unread = 0;
    function next() {
      if (hits.length >= wanted || checked >= looked.length || unread) {
        return Promise.resolve({ hits: hits, checked: checked, ended: checked >= looked.length, unread: unread });
      }
      var some = looked.slice(checked, checked + 4);
      return Promise.all(some.map(row)).then(function (rows) {
        return Promise.all(rows.map(function (one) {
          return textOf(one.url).then(function (text) {
            var words = wordsOf(text);
            return query.phrases.every(function (phrase) { return placeOf(words, phrase) >= 0; });
          }, function () { unread += 1; return false; });
        })).then(function (fits) {
          if (unread) return next();
          rows.forEach(function (one, index) {
            if (hits.length >= wanted) return;
            checked += 1;
            if (fits[index]) hits.push(one);
          });
          return next();
        });
      });
    }
    return next();
  }

  // The text of a page: read where it is served, else asked of the page itself in a frame, since file:// allows no other way ---
  var texts = {};
  function textOf(url) {
    if (texts[url]) return texts[url];
    texts[url] = location.protocol === "file:" ? framed(url) : fetched(url).catch(function () { return framed(url); });
    texts[url].catch(function () { delete texts[url]; });
    return texts[url];
  }
  function fetched(url) {
    return fetch(home + encodeURI(url)).then(function (answer) {
      if (!answer.ok) throw new Error(url);
      return answer.text();
    }).then(function (html) { return SG.passages(new DOMParser().parseFromString(html, "text/html")); });
  }
  function framed(url) {
    return new Promise(function (resolve, reject) {
      var frame = document.createElement("iframe");
      var timer = setTimeout(function () { done(); reject(new Error(url)); }, 5000);
      function done() {
        clearTimeout(timer);
        window.removeEventListener("message", heard);
        frame.remove();
      }
      function heard(event) {
        if (event.source !== frame.contentWindow || !event.data || event.data.sitegen !== "text") return;
        done();
        resolve(event.data.text);
      }
      window.addEventListener("message", heard);
      frame.hidden = true;
      frame.tabIndex = -1;
      frame.setAttribute("aria-hidden", "true");
      frame.title = "text of a result";
      frame.onload = function () {
        frame.contentWindow.postMessage({ sitegen: "text" }, location.protocol === "file:" ? "*" : location.origin);
      };
      frame.src = home + encodeURI(url);
      document.body.appendChild(frame);
    });
  }
  function each(list, many, make) {
    var made = [], next = 0;
    function one() {
      if (next >= list.length) return Promise.resolve();
      var index = next++;
      return make(list[index]).then(function (value) { made[index] = value; return one(); });
    }
    return Promise.all(Array.from({ length: many }, one)).then(function () { return made; });
  }

  // Snippets ------------------------------------------------------------------------------------------------------------
  function placeOf(words, phrase) {
    for (var at = 0; at + phrase.length <= words.length; at++) {
      var same = phrase.every(function (word, index) { return words[at + index].text === word; });
      if (same) return at;
    }
    return -1;
  }
  function snippet(text, query) {
    var words = wordsOf(text);
    if (!words.length) return [];
    var known = new Set(query.terms.concat.apply(query.terms, query.compounds.map(function (one) { return [one[0]].concat(one[1]); })));
    var wanted = words.map(function (word) {
      var own = stem(word.text);
      if (known.has(own)) return own;
      if (query.last && word.text.indexOf(query.last) === 0) return query.last;
      return query.prefixes.find(function (prefix) { return word.text.indexOf(prefix) === 0; }) || "";
    });
    var start = best(words, wanted, query), last = Math.min(words.length, start + SPEC.query.snippet_words);
    var at = start ? words[start].start : text.lastIndexOf("\n", words[0].start - 1) + 1, right = words[last - 1].end;
    var parts = start ? [["… ", false]] : [];
    for (var index = start; index < last; index++) {
      if (!wanted[index] || words[index].start < at) continue;
      parts.push([line(text.slice(at, words[index].start)), false], [text.slice(words[index].start, words[index].end), true]);
      at = words[index].end;
    }
    parts.push([line(text.slice(at, right)) + (last < words.length ? " …" : line(text.slice(right))), false]);
    return parts.filter(function (part) { return part[0]; });
  }
  function withoutTitle(text, title) {
    var end = text.indexOf("\n");
    return end >= 0 && end + 1 < text.length && text.slice(0, end) === title.split(/\s+/).filter(Boolean).join(" ") ? text.slice(end + 1) : text;
  }
  function line(text) { return text.replace(/\s+/g, " "); }
  function best(words, wanted, query) {
    for (var p = 0; p < query.phrases.length; p++) {
      var found = placeOf(words, query.phrases[p]);
      if (found >= 0) return Math.max(0, found - SPEC.query.words_before_match);
    }
    var start = 0, most = 0;
    for (var at = 0; at < words.length; at++) {
      if (!wanted[at]) continue;
      var many = new Set(wanted.slice(at, at + SPEC.query.snippet_words - SPEC.query.words_before_match).filter(Boolean)).size;
      if (many > most) { start = Math.max(0, at - SPEC.query.words_before_match); most = many; }
    }
    return start;
  }
  Object.assign(SG, { ready: ready, parse: parse, search: search, snippet: snippet, textOf: textOf, withoutTitle: withoutTitle, wordsOf: wordsOf, stem: stem });

  // The page ------------------------------------------------------------------------------------------------------------
  var form = document.getElementById("search"), list = document.getElementById("hits");
  if (!list || !form || !form.elements || !form.elements.q) return;
  // A theme may leave parts of the page out: what is not there is made, and shows nothing.
  function part(id) { return document.getElementById(id) || element("button"); }
  var field = form.elements.q, said = part("said"), more = part("more");
  var asked = 0, shown = 0, timer = 0;
  // The state stands behind # because packed archives take what stands behind ? for a part of a name.
  var stated = "";

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  function fragment(parts) {
    var marked = parts.filter(function (part) { return part[1]; });
    if (!marked.length) return "";
    var at = parts.indexOf(marked[0]), words = [];
    for (var index = at; index < parts.length && words.join("").length < 60; index++) words.push(parts[index][0]);
    var text = words.join("").replace(/ …$/, "").trim().split(/\s+/).slice(0, 8).join(" ");
    return "#:~:text=" + encodeURIComponent(text).replace(/-/g, "%2D");
  }
  function show(one, query) {
    var item = element("li", "hit"), link = element("a", "item-title", one.title), facts = element("p", "item-facts");
    link.href = home + encodeURI(one.url);
    item.appendChild(link);
    [one.kind === "article" ? "" : one.kind, one.date, one.source].filter(Boolean).forEach(function (fact) {
      var span = facts.appendChild(element("span", "", fact === one.date ? "" : fact));
      if (fact === one.date) span.appendChild(element("time", "", SG.longDate(one.date))).dateTime = one.date;
    });
    if (facts.childNodes.length) item.appendChild(facts);
    var lead = element("p", "snippet");
    marks(lead, snippet(one.lead, query));
    item.appendChild(lead);
    list.appendChild(item);
    return { one: one, lead: lead, link: link };
  }
  function marks(target, parts) {
    target.textContent = "";
    parts.forEach(function (part) { target.appendChild(part[1] ? element("mark", "", part[0]) : document.createTextNode(part[0])); });
  }
  function enrich(rows, query, turn) {
    var articles = rows.filter(function (row) { return row.one.kind === "article"; });
    each(articles, 2, function (row) {
      if (turn !== asked) return Promise.resolve();
      return textOf(row.one.url).then(function (text) {
        if (turn !== asked) return;
        var parts = snippet(withoutTitle(text, row.one.title), query);
        if (!parts.some(function (part) { return part[1]; })) return;
        marks(row.lead, parts);
        row.link.href = home + encodeURI(row.one.url) + fragment(parts);
      }, function () {});
    });
  }
  function typed() {
    var text = field.value;
    SPEC.query.filters.forEach(function (name) {
      var value = form.elements[name] && form.elements[name].value;
      if (value) text = name + ":" + (/\s/.test(value) ? '"' + value + '"' : value) + " " + text;
    });
    return text;
  }
  function run(typing, keep) { ready().then(function () { answer(typing, keep); }, unreadable); }
  function unreadable() {
    said.textContent = "The index of the search cannot be read; the lists above lead to every article.";
  }
  function answer(typing, keep) {
    var text = typed(), turn = ++asked, query = parse(text, typing);
    if (!keep) remember();
    if (!text.trim()) {
      list.textContent = said.textContent = "";
      more.hidden = true;
      return;
    }
    said.textContent = query.phrases.length ? "Reading the likeliest articles for the words in quotation marks…" : "Searching…";
    search(query).then(function (found) {
      if (turn !== asked) return;
      list.textContent = "";
      list.start = 1;
      shown = found.hits.length;
      enrich(found.hits.map(function (one) { return show(one, query); }), query, turn);
      tell(found, query);
    }, function () {
      if (turn === asked) unreadable();
    });
  }
  function tell(found, query) {
    var count = found.count.toLocaleString("en") + (found.count === 1 ? " result" : " results");
    if (!found.count) said.textContent = "Nothing was found. Fewer words, or the beginning of one with *, find more.";
    else if (found.unread) said.textContent = count + " with all of the words. This site forbids reading its pages here, so whether they stand as in quotation marks was not looked at.";
    else if (!found.every) said.textContent = "No page has all of these words; " + count + " with some of them.";
    else said.textContent = (found.checked && !found.ended ? "At least " : "") + count + (found.checked ? " in the " + found.checked + " likeliest, which were read" : "");
    more.hidden = found.checked ? found.ended : shown >= found.count;
    more.onclick = function () {
      var turn = asked;
      search(query, SPEC.query.hits, shown).then(function (next) {
        if (turn !== asked) return;
        var rows = next.hits.map(function (one) { return show(one, query); });
        shown += rows.length;
        enrich(rows, query, turn);
        more.hidden = next.checked ? next.ended : shown >= found.count;
        if (rows.length) rows[0].link.focus();
      });
    };
  }
  function remember() {
    var parts = new URLSearchParams();
    if (field.value.trim()) parts.set("q", field.value.trim());
    SPEC.query.filters.forEach(function (name) {
      if (form.elements[name] && form.elements[name].value) parts.set(name, form.elements[name].value);
    });
    stated = parts.toString();
    history.replaceState(null, "", "#" + stated);
  }
  function fill(meta) {
    SPEC.query.filters.forEach(function (name) {
      if (!meta[name + "s"]) return;
      var select = form.elements[name];
      if (!select) return;
      meta[name + "s"].forEach(function (value) { select.add(new Option(value, value)); });
      select.closest("label").hidden = meta[name + "s"].length < 2;
    });
  }
  function restore() {
    stated = location.hash.slice(1) || location.search.slice(1);
    var parts = new URLSearchParams(stated), who = parts.get("names") || "";
    field.value = parts.get("q") || "";
    SPEC.query.filters.forEach(function (name) { if (form.elements[name]) form.elements[name].value = parts.get(name) || ""; });
    part("named").hidden = !who;
    part("named-who").textContent = who.split("/").pop().replace(/-/g, " ");
    if (stated) run(false, true);
  }
  ready().then(function (meta) {
    fill(meta);
    restore();
    window.addEventListener("hashchange", function () { if (location.hash.slice(1) !== stated) restore(); });
  }, unreadable);
  // What was found while typing stays when it is sent.
  function isLong() { return field.value.trim().length > (/[^\x00-\x7f]/.test(field.value) ? 0 : 2); }
  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(timer); run(isLong()); });
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () { run(isLong()); }, 120);
  });
  form.addEventListener("change", function (event) { if (event.target !== field) run(false); });
  part("named-off").addEventListener("click", function () {
    if (form.elements.names) form.elements.names.value = "";
    part("named").hidden = true;
    run(false);
    field.focus();
  });
  document.addEventListener("keydown", function (event) {
    var links = Array.from(list.querySelectorAll("a.item-title")), at = links.indexOf(document.activeElement);
    if (event.altKey || event.ctrlKey || event.metaKey || !links.length || (at < 0 && document.activeElement !== field)) return;
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (at ? links[at - 1] : field).focus();
    else if (event.key === "Escape" && at >= 0) field.focus();
    else return;
    event.preventDefault();
  });
})();
