"""What a brand says of its business: product costs, rates of exchange, the rule by which sales are counted."""
