"""The tool catalogue as data. It calls services and speaks no MCP; no tool decides an approval."""
