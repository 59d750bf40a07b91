-- One row per instrument and ten-second window: the mean of its readings, corrected when a late one comes.
CREATE TABLE record (
    instrument      text             NOT NULL,
    borehole_number text             NOT NULL,
    window_start    timestamptz      NOT NULL,
    window_end      timestamptz      NOT NULL,
    surface_level   double precision,
    northing        double precision,
    easting         double precision,
    reading         double precision NOT NULL,
    ts              timestamptz      NOT NULL,
    units           text             NOT NULL,
    samples         bigint           NOT NULL,
    reading_min     double precision NOT NULL,
    reading_max     double precision NOT NULL,
    level           text             NOT NULL,
    revision        bigint           NOT NULL,
    updated_at      timestamptz      NOT NULL,
    run             bigint           NOT NULL DEFAULT 0,
    PRIMARY KEY (instrument, borehole_number, window_start)
);
COMMENT ON COLUMN record.ts IS 'time of the last reading in the window, by event time';
COMMENT ON COLUMN record.revision IS 'rises with each correction: its samples, and one for each change that brought none';
COMMENT ON COLUMN record.updated_at IS 'arrival in Kafka of the last of its readings';
COMMENT ON COLUMN record.run IS 'which rebuild of the views wrote it, see stream_run';

CREATE INDEX record_by_time ON record (window_start);

-- What holds now: a change of level, or an instrument that went stale or came back. Late readings may take one back.
CREATE TABLE alert (
    instrument      text             NOT NULL,
    borehole_number text             NOT NULL,
    at              timestamptz      NOT NULL,
    kind            text             NOT NULL CHECK (kind IN ('level', 'stale')),
    from_level      text             NOT NULL,
    to_level        text             NOT NULL,
    reading         double precision,
    late            boolean          NOT NULL DEFAULT false,
    raised_at       timestamptz      NOT NULL,
    revision        bigint           NOT NULL DEFAULT 1,
    run             bigint           NOT NULL DEFAULT 0,
    PRIMARY KEY (instrument, borehole_number, at, kind)
);
COMMENT ON COLUMN alert.at IS 'start of the window whose mean changed the level; for stale: when silence became staleness, or ended by the arrival of a reading';
COMMENT ON COLUMN alert.from_level IS 'normal, alert, action, alarm; for stale: fresh, stale';

-- What was announced in the topic alerts, word for word and in order: nothing that was said is ever deleted here.
CREATE TABLE alert_log (
    run             bigint           NOT NULL,
    batch_id        bigint           NOT NULL,
    place           integer          NOT NULL,
    act             text             NOT NULL CHECK (act IN ('raised', 'corrected', 'withdrawn')),
    instrument      text             NOT NULL,
    borehole_number text             NOT NULL,
    at              timestamptz      NOT NULL,
    kind            text             NOT NULL,
    from_level      text             NOT NULL,
    to_level        text             NOT NULL,
    reading         double precision,
    late            boolean          NOT NULL,
    raised_at       timestamptz      NOT NULL,
    PRIMARY KEY (run, batch_id, place)
);

-- One row per instrument: how it stands after its last batch.
CREATE TABLE instrument (
    instrument       text        NOT NULL,
    borehole_number  text        NOT NULL,
    last_ts          timestamptz NOT NULL,
    level            text        NOT NULL,
    stale            boolean     NOT NULL,
    state_expires_at timestamptz,
    run              bigint      NOT NULL,
    PRIMARY KEY (instrument, borehole_number)
);
COMMENT ON COLUMN instrument.last_ts IS 'observed time of its newest reading';
COMMENT ON COLUMN instrument.state_expires_at IS 'when the stream may let the oldest of its state go; null: it keeps none';

-- Each time the views were built from the log: the first time, and for each replay.
CREATE TABLE stream_run (
    run          bigint      PRIMARY KEY,
    query_id     text        NOT NULL UNIQUE,
    replay       text        NOT NULL,
    started_at   timestamptz NOT NULL,
    covers_from  timestamptz,
    caught_up_at timestamptz
);
COMMENT ON COLUMN stream_run.covers_from IS 'the log reached back to there; null: to its very first message';

-- Documents of an earlier run that the newest did not write again: to be removed from the search.
CREATE TABLE search_removal (
    document     text        NOT NULL,
    window_start timestamptz,
    PRIMARY KEY (document)
);
COMMENT ON COLUMN search_removal.window_start IS 'of a record, whose month names the index; null: an alert';

-- How far the stream has come, written in the transaction of each batch: received = averaged + duplicate + rejected.
CREATE TABLE stream_progress (
    query_id           text        PRIMARY KEY,
    batch_id           bigint      NOT NULL,
    received           bigint      NOT NULL,
    averaged           bigint      NOT NULL,
    duplicate          bigint      NOT NULL,
    rejected           bigint      NOT NULL,
    rejected_by_reason jsonb       NOT NULL DEFAULT '{}',
    updated_at         timestamptz NOT NULL,
    CONSTRAINT nothing_lost_nothing_twice CHECK (received = averaged + duplicate + rejected)
);

-- The site's rules as they were: what arrived from active_from on was judged by that version, and in a replay is again.
CREATE TABLE site_rules (
    version     integer     PRIMARY KEY,
    active_from timestamptz NOT NULL,
    rules       text        NOT NULL
);
