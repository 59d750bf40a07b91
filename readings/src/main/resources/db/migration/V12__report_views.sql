-- The views meant for people's tools: Power BI, Excel, Grafana, and the batch view. Columns are added, never renamed.

-- The last record of each instrument: one look into the primary key per instrument, however long the history is.
CREATE VIEW v_latest AS
WITH RECURSIVE known AS (
    (SELECT instrument, borehole_number FROM record ORDER BY instrument, borehole_number LIMIT 1)
    UNION ALL
    SELECT n.instrument, n.borehole_number
    FROM known k
    CROSS JOIN LATERAL (
        SELECT r.instrument, r.borehole_number
        FROM record r
        WHERE (r.instrument, r.borehole_number) > (k.instrument, k.borehole_number)
        ORDER BY r.instrument, r.borehole_number
        LIMIT 1) n
)
SELECT l.instrument, l.borehole_number, l.ts, l.reading, l.units, l.level, l.samples, l.reading_min, l.reading_max,
       l.surface_level, l.northing, l.easting, l.window_start, l.window_end, l.revision, l.updated_at
FROM known k
CROSS JOIN LATERAL (
    SELECT *
    FROM record r
    WHERE r.instrument = k.instrument AND r.borehole_number = k.borehole_number
    ORDER BY r.window_start DESC
    LIMIT 1) l;

CREATE VIEW v_daily AS
SELECT (bucket AT TIME ZONE site_zone())::date AS day, instrument, borehole_number, units,
       (weighted_sum / samples)::double precision AS reading_mean, reading_min, reading_max,
       records, samples, level_label(worst) AS level, corrected, late
FROM record_summary
WHERE grain = 'day';
COMMENT ON VIEW v_daily IS 'days of the zone of the site; the mean is over all readings, the level is the worst of the day';

CREATE VIEW v_hourly AS
SELECT bucket AS hour, instrument, borehole_number, units,
       (weighted_sum / samples)::double precision AS reading_mean, reading_min, reading_max,
       records, samples, level_label(worst) AS level, corrected, late
FROM record_summary
WHERE grain = 'hour';

-- The alert log with the last word on each.
CREATE VIEW v_alert AS
SELECT a.instrument, a.borehole_number, a.at, a.kind, a.from_level, a.to_level, a.reading, a.late, a.raised_at,
       k.person AS acknowledged_by, k.verified AS acknowledged_verified, k.comment, k.acknowledged_at
FROM alert a
LEFT JOIN LATERAL (
    SELECT person, verified, comment, acknowledged_at
    FROM acknowledgement k
    WHERE k.instrument = a.instrument AND k.borehole_number = a.borehole_number AND k.at = a.at AND k.kind = a.kind
    ORDER BY k.id DESC
    LIMIT 1) k ON true;
