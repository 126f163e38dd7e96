"""Agents plan, ask, launch and learn; they reach the suite through MCP tools and nothing else."""
