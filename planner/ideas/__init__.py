"""The inbox of ideas, and briefs that start a video."""
