"""An optional language model that reads and answers; every claim of it is proven here before anybody sees it."""
