package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final Path DOCUMENT = Path.of("docs/numbers.md");

    @Test
    void the_documentation_says_what_the_answers_say() throws IOException {
        String document = Files.readString(DOCUMENT);

        for (Definition definition : Definition.values()) {
            assertThat(document)
                    .contains("| `" + definition.number() + "` | " + definition.unit() + " | " + definition.text() + " |");
        }
        for (BreakdownBy by : BreakdownBy.values()) {
            assertThat(document).contains("| `" + by.text() + "` | " + by.definition() + " |");
        }
        for (FunnelMode mode : FunnelMode.values()) {
            assertThat(document).contains(FunnelDefinition.texts(mode).values());
            assertThat(document).contains(FunnelDefinition.textsOfGroups(mode).values());
            assertThat(document).contains(VisitorFunnelDefinition.texts(mode).values());
            assertThat(document).contains(VisitorFunnelDefinition.textsOfGroups(mode).values());
        }
    }
}
