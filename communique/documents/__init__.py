"""Documents: files, pages and JSON Lines turned into texts whose every character can be cited."""
