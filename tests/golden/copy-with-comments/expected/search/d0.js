0
[
 [
  "about.html",
  "About",
  "",
  -1,
  1,
  "A case of the tests."
 ],
 [
  "articles/000.html",
  "Ferry returns to the bay in June",
  "2021-03-01",
  0,
  0,
  "Repairs took three months longer than the harbour office had hoped"
 ],
 [
  "articles/001.html",
  "The harbour office said on Monday that the ferry…",
  "",
  -1,
  0,
  "The harbour office said on Monday that the ferry would run again from the first of June, after three months of repairs that had cost the town more than it had planned…"
 ],
 [
  "method.html",
  "Method",
  "",
  -1,
  1,
  "Each article comes from one raw text file, the seed. Seeds are never changed. Every line of a seed ends in exactly one place: a fact about the article (headline, author,…"
 ],
 [
  "people/anna-example.html",
  "Anna Example",
  "",
  -1,
  2,
  "named in 2 articles"
 ]
]
