"""Settings: where the configuration file is, what it may say, and what it says."""
