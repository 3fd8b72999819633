"""How a database moves from schema to schema. Run by `schema.migrate`, inside its one transaction."""
