-- The same summaries for half the work: a batch is gathered by the hour once, its days are made of those hours, which every
-- zone's days consist of, and a correction finds out on the way whether an extreme went back.

CREATE OR REPLACE FUNCTION level_rank(level text) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT CASE level WHEN 'normal' THEN 0 WHEN 'alert' THEN 1 WHEN 'action' THEN 2 WHEN 'alarm' THEN 3 END::smallint $$;

-- Memory for one batch: sorting on a disk took longer than all the rest.
CREATE OR REPLACE FUNCTION record_summary_add() RETURNS trigger
    LANGUAGE plpgsql SET work_mem = '32MB'
    AS $$
DECLARE
    zone constant text := public.site_zone();
BEGIN
    WITH hours AS MATERIALIZED (
        SELECT instrument, borehole_number, date_trunc('hour', window_start, zone) AS bucket, max(units) AS units,
               count(*) AS records, sum(samples) AS samples, sum(reading::numeric * samples) AS weighted_sum,
               min(reading_min) AS reading_min, max(reading_max) AS reading_max,
               max(public.level_rank(level)) AS worst,
               count(*) FILTER (WHERE revision > 1) AS corrected,
               count(*) FILTER (WHERE public.arrived_late(window_end, updated_at)) AS late
        FROM new_rows
        GROUP BY 1, 2, 3)
    INSERT INTO public.record_summary AS s
        (grain, instrument, borehole_number, bucket, units, records, samples, weighted_sum,
         reading_min, reading_max, worst, corrected, late)
    SELECT 'hour', * FROM hours
    UNION ALL
    SELECT 'day', instrument, borehole_number, date_trunc('day', bucket, zone), max(units),
           sum(records), sum(samples), sum(weighted_sum), min(reading_min), max(reading_max), max(worst),
           sum(corrected), sum(late)
    FROM hours
    GROUP BY 2, 3, 4
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

CREATE OR REPLACE FUNCTION record_summary_change() RETURNS trigger
    LANGUAGE plpgsql SET work_mem = '32MB'
    AS $$
DECLARE
    zone constant text := public.site_zone();
    shrunk record;
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) THEN
        RETURN NULL;
    END IF;
    FOR shrunk IN
        WITH hours AS MATERIALIZED (
            SELECT n.instrument, n.borehole_number, date_trunc('hour', n.window_start, zone) AS bucket,
                   max(n.units) AS units,
                   sum(n.samples - o.samples) AS samples,
                   sum(n.reading::numeric * n.samples - o.reading::numeric * o.samples) AS weighted_sum,
                   min(n.reading_min) AS reading_min, max(n.reading_max) AS reading_max,
                   max(public.level_rank(n.level)) AS worst,
                   sum((n.revision > 1)::int - (o.revision > 1)::int) AS corrected,
                   sum(public.arrived_late(n.window_end, n.updated_at)::int
                       - public.arrived_late(o.window_end, o.updated_at)::int) AS late,
                   bool_or(n.reading_min > o.reading_min OR n.reading_max < o.reading_max
                       OR public.level_rank(n.level) < public.level_rank(o.level)) AS shrank
            FROM new_rows n
            JOIN old_rows o USING (instrument, borehole_number, window_start)
            GROUP BY 1, 2, 3),
        buckets AS (
            SELECT 'hour' AS grain, * FROM hours
            UNION ALL
            SELECT 'day', instrument, borehole_number, date_trunc('day', bucket, zone), max(units),
                   sum(samples), sum(weighted_sum), min(reading_min), max(reading_max), max(worst),
                   sum(corrected), sum(late), bool_or(shrank)
            FROM hours
            GROUP BY 2, 3, 4
            ORDER BY 1, 2, 3, 4),
        changed AS (
            UPDATE public.record_summary s
            SET samples = s.samples + d.samples,
                weighted_sum = s.weighted_sum + d.weighted_sum,
                reading_min = least(s.reading_min, d.reading_min),
                reading_max = greatest(s.reading_max, d.reading_max),
                worst = greatest(s.worst, d.worst),
                corrected = s.corrected + d.corrected,
                late = s.late + d.late,
                units = d.units
            FROM buckets d
            WHERE s.grain = d.grain AND s.instrument = d.instrument AND s.borehole_number = d.borehole_number
              AND s.bucket = d.bucket
            RETURNING s.grain, s.instrument, s.borehole_number, s.bucket, d.shrank)
        SELECT * FROM changed WHERE shrank
    LOOP
        PERFORM public.record_summary_recompute(shrunk.grain, shrunk.instrument, shrunk.borehole_number, shrunk.bucket);
    END LOOP;
    RETURN NULL;
END $$;

-- Most windows are written when their first reading comes and again with the next: room for that in the same page spares
-- both indexes.
ALTER TABLE record SET (fillfactor = 85);
