"""Excel-lijst importeren: file, columns, check, done."""
