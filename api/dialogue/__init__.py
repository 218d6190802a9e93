"""`qa chat`: a conversation in the terminal."""
