"""Text models: the offline composer, and servers that speak OpenAI's protocol."""
