"""The encrypted database: tables, unit of work, queries, keys, migrations, backup."""
