"""One file a schema; the revision is the number of the schema it leads to. A file that was released never changes."""
