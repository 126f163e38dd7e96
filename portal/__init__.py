"""The portal: the marketer's web pages. Nothing is served from here yet."""
