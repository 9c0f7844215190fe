-- Where the server has trigrams, a text is found by them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX ix_case_record_search_text ON case_record USING gin (search_text gin_trgm_ops);
