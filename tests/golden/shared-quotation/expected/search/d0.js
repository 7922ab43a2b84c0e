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
  "An old rule is quoted again",
  "2021-03-03",
  -1,
  0,
  "The harbour office said on Monday that the ferry would run again from the first of June, after three months of repairs that had cost the town more than it had planned…"
 ],
 [
  "articles/001.html",
  "What the harbour rules say",
  "2021-03-09",
  -1,
  0,
  "Shopkeepers near the pier welcomed the news, because visitors had stayed away while the only other way across the bay was a road that takes two hours to drive. The rules…"
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
