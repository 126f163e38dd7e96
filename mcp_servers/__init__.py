"""The MCP servers, built from the tool catalogue. They translate and hold no rule of the domain."""
