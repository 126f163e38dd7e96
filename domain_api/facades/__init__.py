"""How sales reaches the other contexts in process: their services, called with the same actor."""
