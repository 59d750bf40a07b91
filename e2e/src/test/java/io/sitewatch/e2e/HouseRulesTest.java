package io.sitewatch.e2e;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may depend on whom. The modules' classes are read from their build folders, so that this module need not have all
 * of them (Spark, Quarkus, Kafka's broker) on one class path.
 */
class HouseRulesTest {

    /** Module folder, its package, and the modules of ours that it may use. */
    private record Room(String module, String pack, Set<String> mayUse) {}

    private static final List<Room> ROOMS = List.of(
            new Room("readings", "io.sitewatch.readings", Set.of()),
            new Room("crds", "io.sitewatch.crds", Set.of()),
            new Room("kube-api", "io.sitewatch.kube", Set.of()),
            new Room("kibana-api", "io.sitewatch.kibana", Set.of()),
            new Room("operator", "io.sitewatch.operator", Set.of("crds", "readings")),
            new Room("producer", "io.sitewatch.producer", Set.of("readings")),
            new Room("instruments", "io.sitewatch.instruments", Set.of("readings")),
            new Room("stream-job", "io.sitewatch.stream", Set.of("readings")),
            new Room("images", "io.sitewatch.images", Set.of()),
            new Room("batch-view", "io.sitewatch.batchview", Set.of("readings")),
            new Room("local", "io.sitewatch.local", Set.of("readings", "crds", "kube-api", "kibana-api", "operator")),
            new Room(
                    "bench",
                    "io.sitewatch.bench",
                    Set.of("readings", "crds", "kube-api", "operator", "stream-job", "local")));

    private static final Map<String, JavaClasses> CLASSES = new LinkedHashMap<>();

    @BeforeAll
    static void readTheModules() {
        for (Room room : ROOMS) {
            CLASSES.put(room.module(), new ClassFileImporter().importPath(classesOf(room)));
        }
    }

    @TestFactory
    List<DynamicTest> usesOnlyWhatItMay() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(room.module(), () -> ArchRuleDefinition.noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbiddenTo(room))
                        .because("design: " + room.module() + " may use of ours only " + room.mayUse())
                        .check(CLASSES.get(room.module()))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> staysInItsOwnPackage() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(room.module(), () -> ArchRuleDefinition.classes()
                        .should()
                        .resideInAPackage(room.pack() + "..")
                        .check(CLASSES.get(room.module()))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> itsPackagesFormNoCycle() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(room.module(), () -> slices().matching(room.pack() + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(CLASSES.get(room.module()))))
                .toList();
    }

    @Test
    void everyModuleIsRead() {
        assertThat(CLASSES)
                .allSatisfy((module, classes) ->
                        assertThat(classes).as("classes of " + module).isNotEmpty());
    }

    private static String[] forbiddenTo(Room room) {
        return ROOMS.stream()
                .filter(other -> !other.equals(room) && !room.mayUse().contains(other.module()))
                .map(other -> other.pack() + "..")
                .toArray(String[]::new);
    }

    private static Path classesOf(Room room) {
        Path classes = Path.of("..", room.module(), "target", "classes").normalize();
        assertThat(Files.isDirectory(classes))
                .as(
                        "%s is built: run mvn verify from the repository's root, not from %s",
                        room.module(), Arrays.asList("e2e"))
                .isTrue();
        return classes;
    }
}
