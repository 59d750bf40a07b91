package io.sitewatch.kube.store;

import java.util.List;

/** Where objects outlive the process. */
public interface Persistence {

    /** What was kept. @param revision the counter goes on from here; never lower than any that was given out */
    record Content(List<Stored> objects, long revision) {}

    Content load();

    void save(Stored stored);

    void remove(Stored stored, long revision);

    void close(long revision);

    /** Nothing outlives the process. */
    static Persistence none() {
        return new Persistence() {
            @Override
            public Content load() {
                return new Content(List.of(), 0);
            }

            @Override
            public void save(Stored stored) {}

            @Override
            public void remove(Stored stored, long revision) {}

            @Override
            public void close(long revision) {}
        };
    }
}
