"""How it is kept: tables and the database they live in, one module per noun. No behaviour."""
