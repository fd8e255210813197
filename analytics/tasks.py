"""The whole chain on one screen: import → roll up."""
