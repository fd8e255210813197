"""The checklist of a video: what a program checks, what people tick, and what blocks approval."""
