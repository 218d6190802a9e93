"""Answers in the shape a client asks for: any JSON, JSON of its schema, or the arguments of its function."""
