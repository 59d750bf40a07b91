package io.sitewatch.batchview.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of AGS4 that knows nothing of our writer, and the rules of AGS 4.1.1 that concern what we write: form (1 to 6),
 * headings of the standard data dictionary in its order (7, 9), values as their TYPE says (8), keys (10a), required fields
 * (10b), parents (10c), one PROJ and one TRAN (13, 14), UNIT, ABBR and TYPE that list what is used (15, 16, 17), names (19).
 */
public final class Ags4Rules {
    /** Headings of the dictionary 4.1.1 for our groups, in order; * is KEY, ! is REQUIRED. */
    private static final Map<String, String> DICTIONARY = Map.of(
            "PROJ", "PROJ_ID*! PROJ_NAME PROJ_LOC PROJ_CLNT PROJ_CONT PROJ_ENG PROJ_MEMO FILE_FSET",
            "TRAN",
                    "TRAN_ISNO*! TRAN_DATE! TRAN_PROD! TRAN_STAT! TRAN_DESC TRAN_AGS! TRAN_RECV! TRAN_DLIM TRAN_RCON "
                            + "TRAN_REM FILE_FSET",
            "LOCA", "LOCA_ID*! LOCA_TYPE LOCA_STAT LOCA_NATE LOCA_NATN LOCA_GREF LOCA_GL LOCA_REM",
            "MONG",
                    "LOCA_ID* MONG_ID* MONG_DIS* PIPE_REF MONG_DATE MONG_TYPE MONG_DETL MONG_TRZ MONG_BRZ MONG_BRGA "
                            + "MONG_BRGB MONG_BRGC MONG_INCA MONG_INCB MONG_INCC MONG_RSCA MONG_RSCB MONG_RSCC MONG_REM "
                            + "MONG_CONT FILE_FSET",
            "MOND",
                    "LOCA_ID* MONG_ID* MONG_DIS* MOND_DTIM* MOND_TYPE* MOND_REF* MOND_INST MOND_RDNG MOND_UNIT! MOND_METH "
                            + "MOND_LIM MOND_ULIM MOND_NAME MOND_CRED MOND_CONT MOND_REM FILE_FSET",
            "ABBR", "ABBR_HDNG*! ABBR_CODE*! ABBR_DESC! ABBR_LIST ABBR_REM FILE_FSET",
            "UNIT", "UNIT_UNIT*! UNIT_DESC! UNIT_REM FILE_FSET",
            "TYPE", "TYPE_TYPE*! TYPE_DESC! FILE_FSET");

    private static final Map<String, String> PARENTS = Map.of("MONG", "LOCA", "MOND", "MONG");
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"(,|$)");

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    /** Reads the file and says which rules it breaks, each with the place. */
    public static List<String> brokenBy(String file) {
        Ags4Rules rules = new Ags4Rules();
        rules.read(file);
        rules.groups.values().forEach(rules::check);
        rules.checkFile();
        return rules.broken;
    }

    /** The rows of a group, each by heading. */
    public static List<Map<String, String>> rows(String file, String group) {
        Ags4Rules rules = new Ags4Rules();
        rules.read(file);
        return rules.groups.containsKey(group) ? rules.groups.get(group).rows() : List.of();
    }

    private void read(String file) {
        if (!file.chars().allMatch(c -> c < 0x80)) {
            broken.add("1: not ASCII");
        }
        if (file.replace("\r\n", "").matches("(?s).*[\r\n].*")) {
            broken.add("2a: a line does not end in CR LF");
        }
        Group open = null;
        for (String line : file.split("\r\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            List<String> fields = fields(line);
            String descriptor = fields.get(0);
            List<String> values = fields.subList(1, fields.size());
            if (descriptor.equals("GROUP")) {
                open = new Group(values.get(0), new ArrayList<>(), new ArrayList<>());
                if (values.size() != 1 || groups.put(values.get(0), open) != null) {
                    broken.add("4: GROUP " + values);
                }
            } else if (open == null) {
                broken.add("3: " + line);
            } else {
                open.take(descriptor, values, broken);
            }
        }
    }

    private List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(line);
        int end = 0;
        while (end < line.length() && field.find(end) && field.start() == end) {
            fields.add(field.group(1).replace("\"\"", "\""));
            end = field.end();
        }
        if (end != line.length() || fields.isEmpty()) {
            broken.add("5, 6: " + line);
            fields.add("");
        }
        return fields;
    }

    private void check(Group group) {
        String name = group.name();
        if (!name.matches("[A-Z]{4}") || !DICTIONARY.containsKey(name)) {
            broken.add("9, 19: " + name);
            return;
        }
        if (group.heads().size() != 3) {
            broken.add("2b: " + name + " has not HEADING, UNIT and TYPE");
            return;
        }
        if (group.data().isEmpty()) {
            broken.add("2: " + name + " has no DATA");
        }
        List<String> known = List.of(DICTIONARY.get(name).split(" "));
        List<String> names =
                known.stream().map(one -> one.replaceAll("[*!]", "")).toList();
        List<Integer> order = group.headings().stream().map(names::indexOf).toList();
        if (order.contains(-1) || !order.equals(order.stream().sorted().toList())) {
            broken.add("7, 9: " + name + " " + group.headings());
        }
        List<String> keys = marked(known, "*");
        List<String> required = marked(known, "!");
        if (!group.headings().containsAll(keys) || !group.headings().containsAll(required)) {
            broken.add("10: " + name + " lacks a key or a required heading");
        }
        Set<List<String>> seen = new HashSet<>();
        for (Map<String, String> row : group.rows()) {
            if (!seen.add(keys.stream().map(row::get).toList())) {
                broken.add("10a: " + name + " repeats " + row);
            }
            required.stream()
                    .filter(one -> row.get(one).isEmpty())
                    .forEach(one -> broken.add("10b: " + one + " " + row));
            group.types().forEach((heading, type) -> value(heading, type, row.get(heading)));
        }
        parents(group);
    }

    private static List<String> marked(List<String> known, String mark) {
        return known.stream()
                .filter(one -> one.contains(mark))
                .map(one -> one.replaceAll("[*!]", ""))
                .toList();
    }

    private void value(String heading, String type, String value) {
        boolean right =
                switch (type) {
                    case "2DP" -> value.isEmpty() || value.matches("-?\\d+\\.\\d{2}");
                    case "DT" -> value.isEmpty() || value.matches("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d)?");
                    case "XN" -> value.matches("-?\\d+(\\.\\d+)?");
                    case "ID" -> !value.isEmpty();
                    default -> true;
                };
        if (!right) {
            broken.add("8: " + heading + " " + type + " holds " + value);
        }
    }

    private void parents(Group group) {
        Group parent = groups.get(PARENTS.getOrDefault(group.name(), ""));
        if (!PARENTS.containsKey(group.name())) {
            return;
        }
        if (parent == null) {
            broken.add("10c: " + group.name() + " has no parent group");
            return;
        }
        List<String> keys = marked(List.of(DICTIONARY.get(parent.name()).split(" ")), "*");
        Set<List<String>> known = new HashSet<>();
        parent.rows().forEach(row -> known.add(keys.stream().map(row::get).toList()));
        group.rows().stream()
                .filter(row -> !known.contains(keys.stream().map(row::get).toList()))
                .forEach(row -> broken.add("10c: " + row));
    }

    private void checkFile() {
        for (String one : List.of("PROJ", "TRAN")) {
            if (!groups.containsKey(one) || groups.get(one).data().size() != 1) {
                broken.add("13, 14: exactly one " + one);
            }
        }
        listed("UNIT", "UNIT_UNIT", used("PU", true), "15");
        listed("TYPE", "TYPE_TYPE", used("PT", false), "17");
        Set<String> codes = new HashSet<>();
        rowsOf("ABBR").forEach(row -> codes.add(row.get("ABBR_HDNG") + "=" + row.get("ABBR_CODE")));
        groups.values().forEach(group -> group.types().forEach((heading, type) -> {
            if (type.equals("PA")) {
                group.rows().stream()
                        .filter(row -> !row.get(heading).isEmpty() && !codes.contains(heading + "=" + row.get(heading)))
                        .forEach(row -> broken.add("16: " + heading + " " + row.get(heading)));
            }
        }));
    }

    private Set<String> used(String type, boolean units) {
        Set<String> used = new HashSet<>();
        groups.values().forEach(group -> {
            if (group.heads().size() == 3) {
                used.addAll(group.heads().get(units ? 1 : 2));
            }
            group.types().forEach((heading, of) -> {
                if (of.equals(type)) {
                    group.rows().forEach(row -> used.add(row.get(heading)));
                }
            });
        });
        used.remove("");
        return used;
    }

    private void listed(String group, String heading, Set<String> used, String rule) {
        Set<String> listed = new HashSet<>();
        rowsOf(group).forEach(row -> listed.add(row.get(heading)));
        used.stream().filter(one -> !listed.contains(one)).forEach(one -> broken.add(rule + ": " + one));
    }

    private List<Map<String, String>> rowsOf(String group) {
        return groups.containsKey(group) ? groups.get(group).rows() : List.of();
    }

    private record Group(String name, List<List<String>> heads, List<List<String>> data) {
        void take(String descriptor, List<String> values, List<String> broken) {
            int expected = List.of("HEADING", "UNIT", "TYPE").indexOf(descriptor);
            if (expected >= 0 && expected == heads.size()) {
                heads.add(values);
            } else if (descriptor.equals("DATA") && heads.size() == 3) {
                data.add(values);
            } else {
                broken.add("2b, 3: " + descriptor + " in " + name);
            }
            if (!heads.isEmpty() && values.size() != heads.get(0).size()) {
                broken.add("4: " + name + " " + values);
            }
        }

        List<String> headings() {
            return heads.size() < 3 ? List.of() : heads.get(0);
        }

        Map<String, String> types() {
            Map<String, String> types = new LinkedHashMap<>();
            for (int column = 0; column < headings().size(); column++) {
                types.put(headings().get(column), heads.get(2).get(column));
            }
            return types;
        }

        List<Map<String, String>> rows() {
            List<Map<String, String>> rows = new ArrayList<>();
            for (List<String> values : data) {
                Map<String, String> row = new HashMap<>();
                for (int column = 0; column < headings().size(); column++) {
                    row.put(headings().get(column), values.get(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
