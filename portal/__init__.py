"""The portal: the marketer's web pages. So far it holds one: where an approval link leads."""
