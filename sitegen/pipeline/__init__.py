"""From the seeds of an archive to its site.

What is done in which order, in how many processes, and what is remembered.
"""
