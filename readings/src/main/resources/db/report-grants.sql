-- People and BI tools read as the role `report`, which the owner of the database makes, sooner or later: said at every start.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'report') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO report', current_schema());
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO report', current_schema());
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO report', current_schema());
    END IF;
END
$$;
