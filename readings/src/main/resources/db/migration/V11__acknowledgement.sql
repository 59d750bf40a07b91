-- Who saw an alert, when, and what they said about it. For ever: rows are only ever added, whoever asks.
CREATE TABLE acknowledgement (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument      text        NOT NULL,
    borehole_number text        NOT NULL,
    at              timestamptz NOT NULL,
    kind            text        NOT NULL,
    person          text        NOT NULL CHECK (person = btrim(person) AND length(person) BETWEEN 1 AND 200),
    verified        boolean     NOT NULL,
    comment         text        NOT NULL CHECK (length(comment) <= 4000),
    acknowledged_at timestamptz NOT NULL DEFAULT now(),
    login           text        NOT NULL DEFAULT session_user,
    client          inet        DEFAULT inet_client_addr()
);
COMMENT ON TABLE acknowledgement IS 'append-only; an alert that a rebuild of the views writes again keeps its acknowledgements';
COMMENT ON COLUMN acknowledgement.verified IS 'an identity provider vouched for the person; otherwise they named themselves';
CREATE INDEX acknowledgement_of_alert ON acknowledgement (instrument, borehole_number, at, kind, id);

CREATE FUNCTION acknowledgement_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'acknowledgements are kept for ever: add another one instead'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER acknowledgement_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON acknowledgement
    FOR EACH STATEMENT EXECUTE FUNCTION acknowledgement_is_kept();

-- The one thing that a read-only login may add. It checks that there is such an alert; who called stands beside the row.
CREATE FUNCTION acknowledge(
        an_instrument text, a_borehole text, an_at timestamptz, a_kind text,
        a_person text, is_verified boolean, a_comment text)
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    added bigint;
BEGIN
    PERFORM FROM public.alert
    WHERE instrument = an_instrument AND borehole_number = a_borehole AND at = an_at AND kind = a_kind;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such alert' USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO public.acknowledgement (instrument, borehole_number, at, kind, person, verified, comment)
    VALUES (an_instrument, a_borehole, an_at, a_kind, btrim(a_person), is_verified, a_comment)
    RETURNING id INTO added;
    RETURN added;
END $$;
REVOKE EXECUTE ON FUNCTION acknowledge(text, text, timestamptz, text, text, boolean, text) FROM PUBLIC;

CREATE INDEX alert_by_time ON alert (at DESC, instrument DESC, borehole_number DESC, kind DESC);
