package io.sitewatch.stream.meaning;

/** The state of one instrument, as the engine keeps it. Absent is null. */
public interface InstrumentStore {
    byte[] head();

    void head(byte[] bytes);

    byte[] bucket(long start);

    void bucket(long start, byte[] bytes);

    void removeBucket(long start);
}
