"""The feeds, under /feeds: one view for every renderer."""
