package io.lastseen.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsPrefixTest {

    @Test
    void it_holds_what_lies_below_it_and_no_neighbour() {
        DoorsPrefix doors = new DoorsPrefix("/i");
        assertThat(doors.holds("/i/c")).isTrue();
        assertThat(doors.holds("/i")).isFalse();
        assertThat(doors.holds("/images/c")).isFalse();
        assertThat(doors.holds("/api/i/c")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "/i/", "/", "/a b", "/../i", "/api", "/api/x", "/q", "/demo/i", "/access"})
    void a_prefix_that_would_hide_or_open_something_stops_the_start(String prefix) {
        assertThatThrownBy(() -> new DoorsPrefix(prefix)).hasMessageContaining("lastseen.doors.prefix is '" + prefix + "'");
    }

    @Test
    void the_snippet_names_the_doors_only_where_they_are_elsewhere() {
        Site site = TestSites.with("*");
        assertThat(Snippet.of(site, "https://l.example", "/i"))
                .contains("<script async src=\"https://l.example/lastseen.js\" data-site=\"key-of-a\"></script>");
        assertThat(Snippet.of(site, "https://l.example", "/collect")).contains("data-prefix=\"/collect\"");
    }
}
