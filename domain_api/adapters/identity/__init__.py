"""Who people are: the built-in issuer of tokens, its keys, and the hash of passwords.

Nothing here shows a secret: keys and tokens stay out of every repr and message.
"""
