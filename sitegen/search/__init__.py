"""The site's own full-text search: words, index, queries; themes/default/static/search.js does the same in a browser."""
