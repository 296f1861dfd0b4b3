package io.lastseen.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The sources that have a name and a kind: {@code sources.csv}. */
final class KnownSources {
    private final Map<String, Source> byDomain = new HashMap<>();
    private final Map<String, Source> byName = new HashMap<>();

    private KnownSources(KnownSources others) {
        byDomain.putAll(others.byDomain);
        byName.putAll(others.byName);
    }

    private KnownSources(String lines) {
        lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::add);
    }

    static KnownSources ours() {
        try (InputStream file = KnownSources.class.getResourceAsStream("sources.csv")) {
            return new KnownSources(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("sources.csv", e);
        }
    }

    private void add(String line) {
        String[] fields = line.split(",", -1);
        Source source = new Source(fields[1], SourceKind.valueOf(fields[2].toUpperCase(Locale.ROOT)));
        if (byDomain.put(fields[0], source) != null) {
            throw new IllegalStateException("Twice among the known sources: " + fields[0]);
        }
        byName.putIfAbsent(source.name(), source);
    }

    /** These beside ours; where both know a domain or a name, these win. */
    KnownSources with(Collection<SiteSource> more) {
        KnownSources all = new KnownSources(this);
        for (SiteSource one : more) {
            Source source = new Source(one.name(), one.kind());
            all.byDomain.put(one.domain(), source);
            all.byName.put(one.name(), source);
        }
        return all;
    }

    int size() {
        return byDomain.size();
    }

    /** The source of a referring host: the longest known domain it is or lies below, else the host itself. */
    Source ofHost(String host) {
        return known(host).orElse(new Source(host, SourceKind.REFERRAL));
    }

    /** The source a campaign names, by a domain, a name or a customary short form; lower case. */
    Source ofWord(String word) {
        return Optional.ofNullable(byName.get(word))
                .or(() -> known(WebAddress.withoutWww(word)))
                .orElse(new Source(word, SourceKind.REFERRAL));
    }

    /** Facebook's click id is Instagram's and Messenger's too: there the referrer knows better. */
    Source ofClick(ClickId click, Optional<Source> referring) {
        return referring
                .filter(source -> click == ClickId.FBCLID && source.kind() == SourceKind.SOCIAL)
                .orElseGet(() -> byName.get(click.source()));
    }

    private Optional<Source> known(String host) {
        String ending = CountryEnding.of(host);
        for (String domain = host; !domain.isEmpty(); domain = parent(domain)) {
            Source source = byDomain.get(domain);
            if (source == null && !ending.isEmpty() && domain.length() > ending.length()) {
                source = byDomain.get(domain.substring(0, domain.length() - ending.length()) + ".*");
            }
            if (source != null) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    private static String parent(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? "" : domain.substring(dot + 1);
    }
}
