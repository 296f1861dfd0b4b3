package io.lastseen.session;

import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * By which way a session came. The first rule that matches decides, in the order in which they are written here: display
 * is asked before "other paid", because {@code cpm} looks paid too. A tagged link that fits no other rule is a referral.
 */
enum Channel {
    CROSS_NETWORK("cross-network", (s, c) -> c.name().contains("cross-network") || c.medium().equals("cross-network")),
    PAID_SHOPPING("paid shopping", (s, c) -> shopping(s, c) && paid(c)),
    PAID_SEARCH("paid search", (s, c) -> s.kind() == SourceKind.SEARCH && paid(c)),
    PAID_SOCIAL("paid social", (s, c) -> s.kind() == SourceKind.SOCIAL && paid(c)),
    PAID_VIDEO("paid video", (s, c) -> s.kind() == SourceKind.VIDEO && paid(c)),
    DISPLAY("display", (s, c) -> Words.DISPLAY.contains(c.medium())),
    OTHER_PAID("other paid", (s, c) -> paid(c)),
    ORGANIC_SHOPPING("organic shopping", Channel::shopping),
    ORGANIC_SOCIAL("organic social", (s, c) -> s.kind() == SourceKind.SOCIAL || Words.SOCIAL.contains(c.medium())),
    ORGANIC_VIDEO("organic video", (s, c) -> s.kind() == SourceKind.VIDEO || c.medium().contains("video")),
    AI_ASSISTANT("ai assistant", (s, c) -> s.kind() == SourceKind.ASSISTANT || Words.ASSISTANT.contains(c.medium())),
    ORGANIC_SEARCH("organic search", (s, c) -> s.kind() == SourceKind.SEARCH || c.medium().equals("organic")),
    EMAIL("e-mail", (s, c) -> s.kind() == SourceKind.MAIL || either(s, c, Words.EMAIL)),
    AFFILIATE("affiliate", (s, c) -> Words.AFFILIATE.contains(c.medium())),
    AUDIO("audio", (s, c) -> Words.AUDIO.contains(c.medium())),
    SMS("sms", (s, c) -> either(s, c, Words.SMS)),
    PUSH("push", (s, c) -> c.medium().endsWith("push") || Words.PUSH.contains(c.medium()) || s.name().equals("firebase")),
    REFERRAL("referral", (s, c) -> true),
    DIRECT("direct", (s, c) -> false);

    private final String label;
    private final BiPredicate<Source, Campaign> rule;

    Channel(String label, BiPredicate<Source, Campaign> rule) {
        this.label = label;
        this.rule = rule;
    }

    /** As the API and the session's row have it: {@code organic search}. */
    String label() {
        return label;
    }

    static Channel of(Source source, Campaign campaign) {
        for (Channel channel : values()) {
            if (channel.rule.test(source, campaign)) {
                return channel;
            }
        }
        return DIRECT;
    }

    private static boolean paid(Campaign campaign) {
        return Words.PAID.matcher(campaign.medium()).matches();
    }

    private static boolean shopping(Source source, Campaign campaign) {
        return source.kind() == SourceKind.SHOPPING
                || Words.SHOPPING.matcher(campaign.name()).find();
    }

    private static boolean either(Source source, Campaign campaign, Set<String> words) {
        return words.contains(campaign.medium()) || words.contains(source.name().toLowerCase(Locale.ROOT));
    }

    /** What campaigns write; lower case. */
    private static final class Words {
        static final Pattern PAID = Pattern.compile(".*cp.*|ppc|retargeting|remarketing|paid.*");
        static final Pattern SHOPPING = Pattern.compile("(?:^|[^a-z])shop(?![a-z])|shopping");
        static final Set<String> DISPLAY = Set.of("display", "banner", "expandable", "interstitial", "cpm");
        static final Set<String> SOCIAL = Set.of(
                "social", "social-network", "social-media", "social_network", "social_media", "social network",
                "social media", "sm");
        static final Set<String> ASSISTANT = Set.of("ai", "ai-assistant", "ai_assistant", "ai assistant", "llm");
        static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "e mail", "mail", "newsletter");
        static final Set<String> AFFILIATE = Set.of("affiliate", "affiliates");
        static final Set<String> AUDIO = Set.of("audio", "podcast");
        static final Set<String> SMS = Set.of("sms", "text message");
        static final Set<String> PUSH = Set.of("mobile", "notification", "web-push", "web_push");
    }
}
