"""Identity: canonical addresses and fingerprints, so that each story is kept once."""
