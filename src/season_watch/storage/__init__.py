"""The database: tables, transactions, queries and migrations."""
