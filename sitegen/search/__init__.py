"""The site's own full-text search; themes/default/static/search.js does the same in a browser."""
