-- Nearly every record was called corrected: a revision above 1 is also what a second reading in time makes of a record. In the
-- summaries a record is corrected now when it is late and of several readings: its last came over an hour after its window. That
-- says the same after a replay, too. The functions stay as they are in all else, so the condition is put into their text.
DO $$
DECLARE
    summary regprocedure;
BEGIN
    FOREACH summary IN ARRAY ARRAY[
        'record_summary_add()', 'record_summary_change()', 'record_summary_remove()', 'record_summary_rebuild()'
    ]::regprocedure[]
    LOOP
        EXECUTE regexp_replace(
            pg_get_functiondef(summary),
            '((?:\w+\.)?)revision > 1',
            '\1samples > 1 AND public.arrived_late(\1window_end, \1updated_at)',
            'g');
    END LOOP;
END $$;

SELECT record_summary_rebuild();
