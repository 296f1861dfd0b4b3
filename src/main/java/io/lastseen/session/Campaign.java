package io.lastseen.session;

import java.util.Locale;
import java.util.Optional;

/**
 * What a landing address says of the campaign behind it; lower case, empty where it says nothing.
 *
 * @param medium {@code utm_medium}, else what the click id stands for
 */
record Campaign(Optional<String> source, String medium, String name, Optional<ClickId> click, boolean tagged) {
    static final Campaign NONE = new Campaign(Optional.empty(), "", "", Optional.empty(), false);

    static Campaign of(WebAddress address) {
        Optional<ClickId> click = ClickId.in(address);
        Optional<String> source = word(address, "utm_source").or(() -> word(address, "ref"));
        Optional<String> medium = word(address, "utm_medium");
        Optional<String> name = word(address, "utm_campaign");
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
