"""One file for offline reading: the site as a zip or a ZIM, the articles as an EPUB."""
