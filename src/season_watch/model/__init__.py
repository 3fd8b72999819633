"""The words of the house: frozen types and the error tree. Knows the standard library alone."""
