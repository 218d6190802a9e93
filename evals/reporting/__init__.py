"""The report of a run: one JSON object, and the page that shows it and nothing else."""
