"""The page for recruiters: a small server on loopback, its page, and what its workers do.

`guard` decides who may ask, `app` routes, `workers` runs everything that touches a text in processes of its own;
`check`, `propose`, `opened`, `saved` and `folder` are what runs there. Nothing is written to disk, no text is logged.
"""
