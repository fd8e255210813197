"""The parts of a video's page: brief, products, people, due days, files."""
