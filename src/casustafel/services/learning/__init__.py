"""What a table learns: like cases, what a looser norm would have meant, themes, papers of it."""
