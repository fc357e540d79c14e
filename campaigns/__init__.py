"""What was ordered and what is on record: words, values, rules of the plan, tables, decisions."""
