"""Render: pages to HTML.  The only stage that makes markup."""
