package io.sitewatch.kube.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/** Kubernetes' regular expression library: find and findAll, in RE2. */
final class RegexFunctions extends KubernetesFunctions {

    RegexFunctions() {
        member(
                "find",
                SimpleType.STRING,
                SimpleType.STRING,
                String.class,
                SimpleType.STRING,
                String.class,
                (text, regex) -> {
                    Matcher matcher = Pattern.compile(regex).matcher(text);
                    return matcher.find() ? matcher.group() : "";
                });
        ListType strings = ListType.create(SimpleType.STRING);
        member(
                "findAll",
                strings,
                SimpleType.STRING,
                String.class,
                SimpleType.STRING,
                String.class,
                (text, regex) -> findAll(text, regex, Long.MAX_VALUE));
        member(
                "findAll",
                strings,
                List.of(SimpleType.STRING, SimpleType.STRING, SimpleType.INT),
                List.of(String.class, String.class, Long.class),
                args -> findAll((String) args[0], (String) args[1], (Long) args[2]));
    }

    private static List<String> findAll(String text, String regex, long limit) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
