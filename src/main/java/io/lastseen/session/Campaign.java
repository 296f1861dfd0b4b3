package io.lastseen.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a landing address says of the campaign behind it; lower case, empty where it says nothing.
 *
 * @param medium {@code utm_medium}, else what the click id stands for
 * @param name {@code utm_campaign}, else its number: {@code utm_id}, or the one Google Ads adds by itself
 */
record Campaign(Optional<String> source, String medium, String name, Optional<ClickId> click, boolean tagged) {
    private static final List<String> NAMES = List.of("utm_campaign", "utm_id", "gad_campaignid");

    /** What analytics products write where there is nothing, and links are copied from. */
    private static final Set<String> NOTHING = Set.of(Attribution.NO_CAMPAIGN, "(not set)");

    static final Campaign NONE = new Campaign(Optional.empty(), "", "", Optional.empty(), false);

    static Campaign of(WebAddress address) {
        Optional<ClickId> click = ClickId.in(address);
        Optional<String> source = word(address, "utm_source").or(() -> word(address, "ref"));
        Optional<String> medium = word(address, "utm_medium");
        Optional<String> name = NAMES.stream()
                .flatMap(parameter -> word(address, parameter).stream())
                .filter(word -> !NOTHING.contains(word))
                .findFirst();
        return new Campaign(
                source,
                medium.or(() -> click.map(ClickId::medium)).orElse(""),
                name.orElse(""),
                click,
                medium.isPresent() || name.isPresent());
    }

    private static Optional<String> word(WebAddress address, String parameter) {
        return address.parameter(parameter).map(value -> value.toLowerCase(Locale.ROOT));
    }
}
