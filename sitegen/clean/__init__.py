"""Clean: a seed to an article.

Every line ends in exactly one field, block or cut, and each cut names its rule.
"""
