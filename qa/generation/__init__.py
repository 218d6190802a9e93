"""An optional language model that words answers; every statement of it passes the gate of `qa.evidence`."""
