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
    PRIMARY KEY (instrument, borehole_number, window_start)
);
COMMENT ON COLUMN record.ts IS 'time of the last reading in the window, by event time';
COMMENT ON COLUMN record.revision IS 'rises by one with each correction; the version of the document in Elasticsearch';
COMMENT ON COLUMN record.updated_at IS 'arrival in Kafka of the last reading that changed the record';

CREATE INDEX record_by_time ON record (window_start);

-- A change of level, or an instrument that went stale or came back.
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
    PRIMARY KEY (instrument, borehole_number, at, kind)
);
COMMENT ON COLUMN alert.at IS 'observed time: start of the window whose mean changed the level, or when silence became staleness';

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
