"""YAML: reads nodes with their locations, and validates them against value types."""
