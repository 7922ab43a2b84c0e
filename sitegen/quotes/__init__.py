"""Who said what: quotations of articles, their speakers, and which are one."""
