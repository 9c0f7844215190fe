"""What the tables teach in numbers: indicators as data, what is hidden of small ones, reports."""
