package io.sitewatch.kube.selector;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.store.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A {@code fieldSelector} parameter. Name and namespace are read off the index; only other fields need the object parsed. */
public final class FieldSelector implements Predicate<Stored> {
    public static final FieldSelector ALL = new FieldSelector(List.of());

    private static final String NAME = "metadata.name";
    private static final String NAMESPACE = "metadata.namespace";

    private final List<Term> terms;

    private record Term(String field, String value, boolean equal) {}

    private FieldSelector(List<Term> terms) {
        this.terms = terms;
    }

    /** @param supported the fields of this kind beside metadata.name and metadata.namespace */
    public static FieldSelector parse(String text, Collection<String> supported) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(",")) {
            Term term = term(part.trim());
            if (!NAME.equals(term.field) && !NAMESPACE.equals(term.field) && !supported.contains(term.field)) {
                throw ApiException.badRequest("field label not supported: " + term.field);
            }
            terms.add(term);
        }
        return new FieldSelector(List.copyOf(terms));
    }

    /** The name that this selector pins, so that one object can be read instead of a list. */
    public Optional<String> name() {
        return terms.stream()
                .filter(term -> term.equal && term.field.equals(NAME))
                .map(Term::value)
                .findFirst();
    }

    @Override
    public boolean test(Stored object) {
        JsonNode tree = null;
        for (Term term : terms) {
            String actual;
            if (NAME.equals(term.field)) {
                actual = object.name();
            } else if (NAMESPACE.equals(term.field)) {
                actual = object.namespace();
            } else {
                tree = tree == null ? object.tree() : tree;
                actual = Json.text(tree, term.field.split("\\."));
            }
            if (actual.equals(term.value) != term.equal) {
                return false;
            }
        }
        return true;
    }

    private static Term term(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw ApiException.badRequest(
                    "invalid selector: '" + text + "'; can't understand '" + text + "', expected field=value");
        }
        if (text.charAt(at - 1) == '!') {
            return new Term(text.substring(0, at - 1), text.substring(at + 1), false);
        }
        int value = text.startsWith("==", at) ? at + 2 : at + 1;
        return new Term(text.substring(0, at), text.substring(value), true);
    }
}
