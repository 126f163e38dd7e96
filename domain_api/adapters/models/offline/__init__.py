"""How the offline composer writes: facts, phrasebooks in two languages, and fitting to limits.

No sentence here states a price, a date or a quality that the brief does not: what is not
told is not said. The Spanish addresses people as `usted`, at home in every country; no
article or adjective has to agree with the product, whose gender and number are not known.
"""
