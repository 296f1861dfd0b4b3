package io.lastseen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house and what each may use. {@code problem} may be used by all but the pure ones. */
class RoomsTest {
    private static final String ROOT = "io.lastseen.";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("wire", Set.of()),
            Map.entry("engagement", Set.of()),
            Map.entry("problem", Set.of()),
            Map.entry("embedded", Set.of()),
            Map.entry("site", Set.of("problem")),
            Map.entry("access", Set.of("site", "problem")),
            Map.entry("ingest", Set.of("wire", "site", "engagement", "recording", "problem")),
            Map.entry("session", Set.of("engagement", "site", "problem")),
            Map.entry("recording", Set.of("site", "session", "problem")),
            Map.entry("lake", Set.of("recording", "problem")),
            Map.entry("metrics", Set.of("session", "site", "problem")),
            Map.entry("demo", Set.of("ingest", "session", "recording", "metrics", "site", "problem")),
            // Outside the rooms: starts what is embedded, says in words what went wrong, and prints where everything is.
            Map.entry("start", Set.of("embedded", "access", "site", "recording")));

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.lastseen");
    }

    static Set<String> rooms() {
        return new TreeSet<>(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_uses_only_the_rooms_below_it(String room) {
        List<String> others = new ArrayList<>(MAY_USE.keySet());
        others.remove(room);
        others.removeAll(MAY_USE.get(room));
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream().map(other -> ROOT + other + "..").toArray(String[]::new))
                .allowEmptyShould(true)
                .check(classes);
    }

    @ParameterizedTest
    @MethodSource("pureRooms")
    void a_pure_room_knows_no_framework(String room) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..", "io.netty..", "org.hibernate..",
                        "org.eclipse.microprofile..")
                .allowEmptyShould(true)
                .check(classes);
    }

    static List<String> pureRooms() {
        return List.of("wire", "engagement");
    }

    @Test
    void every_class_is_in_a_room_of_the_table() {
        assertThat(classes.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> name.startsWith(ROOT))
                        .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0]))
                .isNotEmpty()
                .allMatch(MAY_USE::containsKey);
    }
}
