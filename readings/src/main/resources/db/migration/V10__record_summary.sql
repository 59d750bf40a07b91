-- What the batch view and BI tools read over months: hours and days of each instrument, kept beside `record` in the
-- same transaction, so that a question about years does not read every ten-second window.

-- One row: what the database itself has to know about the site. The zone decides where a day begins.
CREATE TABLE site (
    one_row  boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    timezone text
);
INSERT INTO site (timezone) VALUES (NULL);
COMMENT ON COLUMN site.timezone IS 'IANA zone in which days begin and end; NULL until it is adopted, and then UTC counts';

CREATE FUNCTION site_zone() RETURNS text
    LANGUAGE sql STABLE
    AS $$ SELECT coalesce((SELECT timezone FROM public.site), 'UTC') $$;

-- 0 normal, 1 alert, 2 action, 3 alarm: an order that max() understands.
CREATE FUNCTION level_rank(level text) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (array_position(ARRAY['normal', 'alert', 'action', 'alarm'], level) - 1)::smallint $$;

CREATE FUNCTION level_label(rank smallint) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (ARRAY['normal', 'alert', 'action', 'alarm'])[rank + 1] $$;

-- Late for a reader of histories: the last reading that changed the record came in over an hour after its window.
CREATE FUNCTION arrived_late(window_end timestamptz, updated_at timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT updated_at > window_end + interval '1 hour' $$;

CREATE TABLE record_summary (
    grain           text             NOT NULL CHECK (grain IN ('hour', 'day')),
    instrument      text             NOT NULL,
    borehole_number text             NOT NULL,
    bucket          timestamptz      NOT NULL,
    units           text             NOT NULL,
    records         bigint           NOT NULL,
    samples         bigint           NOT NULL,
    weighted_sum    numeric          NOT NULL,
    reading_min     double precision NOT NULL,
    reading_max     double precision NOT NULL,
    worst           smallint         NOT NULL,
    corrected       bigint           NOT NULL,
    late            bigint           NOT NULL,
    PRIMARY KEY (grain, instrument, borehole_number, bucket)
) WITH (fillfactor = 80);
COMMENT ON COLUMN record_summary.bucket IS 'start of the hour or of the day in the zone of the site';
COMMENT ON COLUMN record_summary.weighted_sum IS 'sum of reading times samples, exact, so that adding and taking away leaves no rest';

CREATE INDEX record_summary_by_time ON record_summary (grain, bucket);

-- A reading that came in: add it to its hour and its day.
CREATE FUNCTION record_summary_add() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    zone constant text := public.site_zone();
BEGIN
    INSERT INTO public.record_summary AS s
        (grain, instrument, borehole_number, bucket, units, records, samples, weighted_sum,
         reading_min, reading_max, worst, corrected, late)
    SELECT g.grain, n.instrument, n.borehole_number, date_trunc(g.grain, n.window_start, zone), max(n.units),
           count(*), sum(n.samples), sum(n.reading::numeric * n.samples),
           min(n.reading_min), max(n.reading_max), max(public.level_rank(n.level)),
           count(*) FILTER (WHERE n.revision > 1),
           count(*) FILTER (WHERE public.arrived_late(n.window_end, n.updated_at))
    FROM new_rows n CROSS JOIN (VALUES ('hour'), ('day')) g (grain)
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (grain, instrument, borehole_number, bucket) DO UPDATE SET
        units = excluded.units,
        records = s.records + excluded.records,
        samples = s.samples + excluded.samples,
        weighted_sum = s.weighted_sum + excluded.weighted_sum,
        reading_min = least(s.reading_min, excluded.reading_min),
        reading_max = greatest(s.reading_max, excluded.reading_max),
        worst = greatest(s.worst, excluded.worst),
        corrected = s.corrected + excluded.corrected,
        late = s.late + excluded.late;
    RETURN NULL;
END $$;

-- A whole bucket again from its records: only where an extreme went back, which a sum of differences cannot follow.
CREATE FUNCTION record_summary_recompute(a_grain text, an_instrument text, a_borehole text, a_bucket timestamptz)
    RETURNS void
    LANGUAGE sql
    AS $$
    UPDATE public.record_summary s
    SET reading_min = r.reading_min, reading_max = r.reading_max, worst = r.worst, units = r.units
    FROM (SELECT min(reading_min) AS reading_min, max(reading_max) AS reading_max,
                 max(public.level_rank(level)) AS worst, max(units) AS units
          FROM public.record
          WHERE instrument = an_instrument AND borehole_number = a_borehole AND window_start >= a_bucket
            AND window_start < ((a_bucket AT TIME ZONE public.site_zone()) + ('1 ' || a_grain)::interval)
                AT TIME ZONE public.site_zone()
          HAVING count(*) > 0) r
    WHERE s.grain = a_grain AND s.instrument = an_instrument AND s.borehole_number = a_borehole AND s.bucket = a_bucket
    $$;

-- A record that was corrected: its difference, and the extremes where they grew or went back.
CREATE FUNCTION record_summary_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    zone constant text := public.site_zone();
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) THEN
        RETURN NULL;
    END IF;
    UPDATE public.record_summary s
    SET samples = s.samples + d.samples,
        weighted_sum = s.weighted_sum + d.weighted_sum,
        reading_min = least(s.reading_min, d.reading_min),
        reading_max = greatest(s.reading_max, d.reading_max),
        worst = greatest(s.worst, d.worst),
        corrected = s.corrected + d.corrected,
        late = s.late + d.late,
        units = d.units
    FROM (SELECT g.grain, n.instrument, n.borehole_number, date_trunc(g.grain, n.window_start, zone) AS bucket,
                 max(n.units) AS units,
                 sum(n.samples - o.samples) AS samples,
                 sum(n.reading::numeric * n.samples - o.reading::numeric * o.samples) AS weighted_sum,
                 min(n.reading_min) AS reading_min, max(n.reading_max) AS reading_max,
                 max(public.level_rank(n.level)) AS worst,
                 sum((n.revision > 1)::int - (o.revision > 1)::int) AS corrected,
                 sum(public.arrived_late(n.window_end, n.updated_at)::int
                     - public.arrived_late(o.window_end, o.updated_at)::int) AS late
          FROM new_rows n
          JOIN old_rows o USING (instrument, borehole_number, window_start)
          CROSS JOIN (VALUES ('hour'), ('day')) g (grain)
          GROUP BY 1, 2, 3, 4
          ORDER BY 1, 2, 3, 4) d
    WHERE s.grain = d.grain AND s.instrument = d.instrument AND s.borehole_number = d.borehole_number
      AND s.bucket = d.bucket;

    PERFORM public.record_summary_recompute(b.grain, b.instrument, b.borehole_number, b.bucket)
    FROM (SELECT DISTINCT g.grain, n.instrument, n.borehole_number,
                          date_trunc(g.grain, n.window_start, zone) AS bucket
          FROM new_rows n
          JOIN old_rows o USING (instrument, borehole_number, window_start)
          CROSS JOIN (VALUES ('hour'), ('day')) g (grain)
          WHERE n.reading_min > o.reading_min OR n.reading_max < o.reading_max
             OR public.level_rank(n.level) < public.level_rank(o.level)) b;
    RETURN NULL;
END $$;

-- Records that were taken away, as a rebuild of the views does.
CREATE FUNCTION record_summary_remove() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    zone constant text := public.site_zone();
BEGIN
    UPDATE public.record_summary s
    SET records = s.records - d.records, samples = s.samples - d.samples,
        weighted_sum = s.weighted_sum - d.weighted_sum, corrected = s.corrected - d.corrected, late = s.late - d.late
    FROM (SELECT g.grain, o.instrument, o.borehole_number, date_trunc(g.grain, o.window_start, zone) AS bucket,
                 count(*) AS records, sum(o.samples) AS samples,
                 sum(o.reading::numeric * o.samples) AS weighted_sum,
                 count(*) FILTER (WHERE o.revision > 1) AS corrected,
                 count(*) FILTER (WHERE public.arrived_late(o.window_end, o.updated_at)) AS late
          FROM old_rows o CROSS JOIN (VALUES ('hour'), ('day')) g (grain)
          GROUP BY 1, 2, 3, 4) d
    WHERE s.grain = d.grain AND s.instrument = d.instrument AND s.borehole_number = d.borehole_number
      AND s.bucket = d.bucket;

    DELETE FROM public.record_summary s
    USING (SELECT DISTINCT g.grain, o.instrument, o.borehole_number,
                           date_trunc(g.grain, o.window_start, zone) AS bucket
           FROM old_rows o CROSS JOIN (VALUES ('hour'), ('day')) g (grain)) d
    WHERE s.records = 0 AND s.grain = d.grain AND s.instrument = d.instrument
      AND s.borehole_number = d.borehole_number AND s.bucket = d.bucket;

    PERFORM public.record_summary_recompute(b.grain, b.instrument, b.borehole_number, b.bucket)
    FROM (SELECT DISTINCT g.grain, o.instrument, o.borehole_number,
                          date_trunc(g.grain, o.window_start, zone) AS bucket
          FROM old_rows o CROSS JOIN (VALUES ('hour'), ('day')) g (grain)) b;
    RETURN NULL;
END $$;

CREATE FUNCTION record_summary_clear() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    TRUNCATE public.record_summary;
    RETURN NULL;
END $$;

CREATE TRIGGER record_added AFTER INSERT ON record
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_summary_add();
CREATE TRIGGER record_changed AFTER UPDATE ON record
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_summary_change();
CREATE TRIGGER record_removed AFTER DELETE ON record
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_summary_remove();
CREATE TRIGGER record_cleared AFTER TRUNCATE ON record
    FOR EACH STATEMENT EXECUTE FUNCTION record_summary_clear();

-- Everything again from the records: after the zone moved, or after a restore without triggers.
CREATE FUNCTION record_summary_rebuild() RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    zone constant text := public.site_zone();
BEGIN
    LOCK TABLE public.record IN SHARE ROW EXCLUSIVE MODE;
    TRUNCATE public.record_summary;
    INSERT INTO public.record_summary
        (grain, instrument, borehole_number, bucket, units, records, samples, weighted_sum,
         reading_min, reading_max, worst, corrected, late)
    SELECT g.grain, r.instrument, r.borehole_number, date_trunc(g.grain, r.window_start, zone), max(r.units),
           count(*), sum(r.samples), sum(r.reading::numeric * r.samples),
           min(r.reading_min), max(r.reading_max), max(public.level_rank(r.level)),
           count(*) FILTER (WHERE r.revision > 1),
           count(*) FILTER (WHERE public.arrived_late(r.window_end, r.updated_at))
    FROM public.record r CROSS JOIN (VALUES ('hour'), ('day')) g (grain)
    GROUP BY 1, 2, 3, 4;
END $$;

-- The owner moves the zone; days are cut again.
CREATE FUNCTION site_use_timezone(zone text) RETURNS text
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = zone) THEN
        RAISE EXCEPTION '"%" is no time zone that PostgreSQL knows: write an IANA name such as Europe/London', zone
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF zone IS DISTINCT FROM (SELECT timezone FROM public.site FOR UPDATE) THEN
        UPDATE public.site SET timezone = zone;
        PERFORM public.record_summary_rebuild();
    END IF;
    RETURN public.site_zone();
END $$;
REVOKE EXECUTE ON FUNCTION site_use_timezone(text), record_summary_rebuild() FROM PUBLIC;

-- A reader may name the zone once, while none is set; after that this only says which one counts.
CREATE FUNCTION site_adopt_timezone(zone text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    IF (SELECT timezone FROM public.site) IS NULL THEN
        RETURN public.site_use_timezone(zone);
    END IF;
    RETURN public.site_zone();
END $$;
REVOKE EXECUTE ON FUNCTION site_adopt_timezone(text) FROM PUBLIC;

SELECT record_summary_rebuild();
