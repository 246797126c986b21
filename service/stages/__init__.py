"""The steps of the road, each idempotent: what is done already is not done again."""
