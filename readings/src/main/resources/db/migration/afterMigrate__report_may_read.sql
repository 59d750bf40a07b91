-- After every migration: the read-only role sees what there is. Flyway runs this each time, so a role that came later
-- gets its rights with the next start of the stream job. The role itself is made by whoever runs the database server.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'report') THEN
        GRANT USAGE ON SCHEMA public TO report;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO report;
        GRANT EXECUTE ON FUNCTION
            acknowledge(text, text, timestamptz, text, text, boolean, text), site_adopt_timezone(text) TO report;
    END IF;
END $$;
