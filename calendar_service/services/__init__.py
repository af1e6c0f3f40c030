"""What the system does: use cases, functions that take a session and an actor. They flush at most, never commit."""
