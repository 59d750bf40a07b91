-- PostgreSQL writes a function's body into the query that calls it only if that changes nothing: STRICT around a CASE would,
-- and so would IMMUTABLE around `timestamptz + interval`, which depends on the session's zone in general. Called as functions, these two
-- were half of what the summaries of a batch cost.

CREATE OR REPLACE FUNCTION level_rank(level text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE level WHEN 'normal' THEN 0 WHEN 'alert' THEN 1 WHEN 'action' THEN 2 WHEN 'alarm' THEN 3 END::smallint $$;

CREATE OR REPLACE FUNCTION arrived_late(window_end timestamptz, updated_at timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT updated_at - window_end > interval '1 hour' $$;
