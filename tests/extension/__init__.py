"""The product is extended from outside: a sample package, and the proof that its line is enough."""
