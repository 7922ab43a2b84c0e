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
  "The ferry and the town",
  "",
  -1,
  0,
  "What the town gave up while it waited for its ship to come back"
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
  "named in 1 article"
 ]
]
