{
 "n": 4,
 "rows": 50,
 "terms": [
  "1"
 ],
 "docs": [
  "about.html"
 ],
 "sources": [],
 "years": [],
 "kinds": [
  "article",
  "page",
  "person"
 ],
 "spec": {
  "postings": {
   "levels": 4,
   "level_scores": [
    0.3,
    0.6,
    0.9,
    2.4
   ],
   "digits": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
   "entity_mark": "@"
  },
  "index": {
   "term_shard_bytes": 40000,
   "row_shard_documents": 50,
   "lead_characters": 170,
   "bm25_k1": 1.2,
   "bm25_b": 0.6,
   "standfirst_weight": 2.0,
   "lesser_weight": 0.4
  },
  "query": {
   "hits": 10,
   "prefix_terms": 60,
   "prefix_score": 0.5,
   "phrase_pages": 120,
   "snippet_words": 34,
   "words_before_match": 4,
   "filters": [
    "source",
    "year",
    "kind",
    "names"
   ],
   "quotation_marks": "“”„‟«»″〝〞＂",
   "small_words": [
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "but",
    "by",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "in",
    "is",
    "it",
    "its",
    "not",
    "of",
    "on",
    "or",
    "she",
    "that",
    "the",
    "they",
    "this",
    "to",
    "was",
    "were",
    "will",
    "with"
   ]
  },
  "words": {
   "max_characters": 40,
   "joined_marks": "֑-ׇؐ-ؚـً-٩ٰۖ-ۭऀ-ॣ०-෿ༀ-࿿က-႟ក-៿",
   "combining_marks": "̀-ͯ",
   "unspaced": "฀-໿぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿",
   "accents": "̀-ͯ҃-֑҇-ׇؐ-ؚـً-ٰٟۖ-ۭ᷀-᷿⃐-⃰",
   "hangul": "가-힯",
   "apostrophes": "'’",
   "hyphens": "-‐‑",
   "replacements": {
    "ß": "ss",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
    "ς": "σ",
    "'": "",
    "’": ""
   },
   "stem_min_letters": 4,
   "stem_endings": [
    {
     "ending": "ies",
     "unless": [
      "eies",
      "aies"
     ],
     "becomes": "y"
    },
    {
     "ending": "es",
     "unless": [
      "aes",
      "ees",
      "oes"
     ],
     "becomes": "e"
    },
    {
     "ending": "s",
     "unless": [
      "us",
      "ss"
     ],
     "becomes": ""
    }
   ]
  }
 }
}
