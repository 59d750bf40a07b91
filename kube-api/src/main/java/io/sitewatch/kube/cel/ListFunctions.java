package io.sitewatch.kube.cel;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.Comparator;
import java.util.List;

/** Kubernetes' list library: isSorted, sum, min, max, indexOf, lastIndexOf. */
final class ListFunctions extends KubernetesFunctions {
    private static final ListType LIST = ListType.create(SimpleType.DYN);

    ListFunctions() {
        member("isSorted", SimpleType.BOOL, LIST, List.class, list -> isSorted(list));
        member("sum", SimpleType.DYN, LIST, List.class, list -> sum(list));
        member("min", SimpleType.DYN, LIST, List.class, list -> extreme(list, "min", -1));
        member("max", SimpleType.DYN, LIST, List.class, list -> extreme(list, "max", 1));
        member("indexOf", SimpleType.INT, LIST, List.class, SimpleType.DYN, Object.class, (list, item) ->
                (long) list.indexOf(item));
        member("lastIndexOf", SimpleType.INT, LIST, List.class, SimpleType.DYN, Object.class, (list, item) ->
                (long) list.lastIndexOf(item));
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object sum(List<?> list) {
        boolean whole = list.stream().allMatch(Long.class::isInstance);
        if (whole) {
            return list.stream().mapToLong(item -> (Long) item).sum();
        }
        return list.stream().mapToDouble(item -> ((Number) item).doubleValue()).sum();
    }

    private static Object extreme(List<?> list, String name, int direction) {
        return list.stream()
                .map(Object.class::cast)
                .max(Comparator.comparing(item -> item, (one, other) -> direction * compare(one, other)))
                .orElseThrow(() -> new IllegalArgumentException(name + " called on empty list"));
    }

    @SuppressWarnings("unchecked") // CEL values of one type are comparable with each other
    private static int compare(Object one, Object other) {
        if (one instanceof Number left && other instanceof Number right && left.getClass() != right.getClass()) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return ((Comparable<Object>) one).compareTo(other);
    }
}
