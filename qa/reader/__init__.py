"""Extractive readers: a question and passages in, exact spans and their certainty out."""
