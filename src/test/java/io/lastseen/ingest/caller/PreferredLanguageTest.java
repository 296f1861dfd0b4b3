package io.lastseen.ingest.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferredLanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en-GB,en;q=0.9,de;q=0.8 | en", "de | de", "DE-at | de", "fr;q=0.5, pt-BR | pt", "zh-Hant-TW,zh;q=0.9 | zh", "fil-PH | fil",
        "he-IL | he", "en;q=0.8,*;q=0.1 | en", "* | ''", "'' | ''", "en_US | ''", "q=1;; | ''", "x-klingon | ''", "'; drop table' | ''"})
    void is_the_one_asked_for_first_without_its_region(String header, String language) {
        assertThat(PreferredLanguage.of(header)).isEqualTo(language);
    }

    @Test
    void is_unknown_where_nothing_is_asked_for_or_too_much() {
        assertThat(PreferredLanguage.of(null)).isEmpty();
        assertThat(PreferredLanguage.of("en," + "a".repeat(300))).isEmpty();
    }
}
