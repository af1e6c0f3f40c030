"""What programs may count on."""
