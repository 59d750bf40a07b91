package io.sitewatch.kube.rest;

import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Snapshot;
import io.sitewatch.kube.store.Stored;
import io.sitewatch.kube.watch.WatchFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gets and lists. */
public final class ObjectReader {
    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

    /**
     * One page of a list.
     *
     * @param next token of the next page; "" on the last
     * @param remaining how many objects follow
     */
    public record Page(List<Stored> objects, long revision, String next, long remaining) {}

    private final ObjectStore store;

    public ObjectReader(ObjectStore store) {
        this.store = store;
    }

    public Stored get(Target target) {
        return store.get(target.type().storage(), target.key())
                .orElseThrow(() -> ApiException.notFound(
                        target.type().group(), target.type().plural(), target.name()));
    }

    /** @param limit 0 for no limit @param after token of the page, or "" for the first */
    public Page list(Target target, WatchFilter filter, long limit, String after) {
        Snapshot snapshot = snapshot(target, filter);
        Optional<ObjectKey> start = after.isEmpty() ? Optional.empty() : Optional.of(decode(after));
        List<Stored> matching = new ArrayList<>();
        for (Stored stored : snapshot.objects()) {
            boolean reached = start.isEmpty() || ORDER.compare(stored.key(), start.get()) > 0;
            if (reached && filter.test(stored)) {
                matching.add(stored);
            }
        }
        if (limit <= 0 || matching.size() <= limit) {
            return new Page(matching, snapshot.revision(), "", 0);
        }
        List<Stored> page = matching.subList(0, (int) limit);
        return new Page(
                page, snapshot.revision(), encode(page.get(page.size() - 1).key()), matching.size() - limit);
    }

    private Snapshot snapshot(Target target, WatchFilter filter) {
        Optional<String> name = filter.fields().name();
        boolean onePlace = filter.namespace() != null || !target.type().namespaced();
        if (name.isPresent() && onePlace) {
            String namespace = filter.namespace() == null ? "" : filter.namespace();
            long revision = store.revision();
            return new Snapshot(
                    store.get(target.type().storage(), new ObjectKey(namespace, name.get())).stream()
                            .toList(),
                    revision);
        }
        return store.list(target.type().storage(), filter.namespace());
    }

    private static String encode(ObjectKey key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key.namespace() + "/" + key.name()).getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectKey decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int slash = text.indexOf('/');
            return new ObjectKey(text.substring(0, slash), text.substring(slash + 1));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw ApiException.badRequest("continue key is not valid: " + token);
        }
    }
}
