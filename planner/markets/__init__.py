"""How ready the brand is to sell in each market, and what is known of it."""
