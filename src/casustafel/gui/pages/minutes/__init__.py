"""Minutes beside their pages, up to their adoption."""
