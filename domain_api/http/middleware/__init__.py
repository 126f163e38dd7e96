"""What surrounds every request, as plain ASGI: no layer here buffers an answer it need not."""
