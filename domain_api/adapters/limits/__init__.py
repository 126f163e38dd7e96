"""How often somebody may ask, and who does a thing alone: in one process, and on Redis."""
