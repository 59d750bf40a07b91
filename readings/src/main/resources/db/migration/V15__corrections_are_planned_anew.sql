-- PL/pgSQL keeps a query's plan for the session, made for as many rows as the transition tables had then. After a few batches
-- of one correction it went through each old row for each new one: 6,000 took 20 s, and a day's backlog would have stood
-- still. With EXECUTE each batch is planned for the rows that it has, which costs it a millisecond. And while nothing was
-- known of a new table, each bucket was looked for among all of its hour. ON CONFLICT goes by the key; the row is there, since
-- a record that is corrected was counted in it.

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
    FOR shrunk IN EXECUTE $statement$
        WITH hours AS MATERIALIZED (
            SELECT n.instrument, n.borehole_number, date_trunc('hour', n.window_start, $1) AS bucket,
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
            SELECT 'day', instrument, borehole_number, date_trunc('day', bucket, $1), max(units),
                   sum(samples), sum(weighted_sum), min(reading_min), max(reading_max), max(worst),
                   sum(corrected), sum(late), bool_or(shrank)
            FROM hours
            GROUP BY 2, 3, 4
            ORDER BY 1, 2, 3, 4),
        changed AS (
            INSERT INTO public.record_summary AS s
                (grain, instrument, borehole_number, bucket, units, records, samples, weighted_sum,
                 reading_min, reading_max, worst, corrected, late)
            SELECT grain, instrument, borehole_number, bucket, units, 0, samples, weighted_sum,
                   reading_min, reading_max, worst, corrected, late
            FROM buckets
            ON CONFLICT (grain, instrument, borehole_number, bucket) DO UPDATE SET
                units = excluded.units,
                samples = s.samples + excluded.samples,
                weighted_sum = s.weighted_sum + excluded.weighted_sum,
                reading_min = least(s.reading_min, excluded.reading_min),
                reading_max = greatest(s.reading_max, excluded.reading_max),
                worst = greatest(s.worst, excluded.worst),
                corrected = s.corrected + excluded.corrected,
                late = s.late + excluded.late)
        SELECT grain, instrument, borehole_number, bucket FROM buckets WHERE shrank
        $statement$ USING zone
    LOOP
        PERFORM public.record_summary_recompute(shrunk.grain, shrunk.instrument, shrunk.borehole_number, shrunk.bucket);
    END LOOP;
    RETURN NULL;
END $$;
