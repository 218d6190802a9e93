"""What chat clients ask of a model beside questions: a title, tags, follow-up questions, search queries for a
conversation. Such a task is known by its structure, an instruction beside a conversation that is quoted in it, and gets
a short text of its own in the stead of a refusal.
"""
