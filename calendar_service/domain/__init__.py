"""What is true: values and decisions. No framework, no database, no clock, no network."""
