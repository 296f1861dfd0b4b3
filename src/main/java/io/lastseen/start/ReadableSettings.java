package io.lastseen.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Whether everything that is set can be read, asked before anything is started. Whether it makes sense is asked where it is used. */
final class ReadableSettings {
    /** Those that no interface reads: Quarkus does, some under other names. */
    private static final Map<String, Accepted> OTHERS = Map.of(
            "lastseen.database.port", Accepted.number(1, 65_535),
            "lastseen.database.ssl-mode", Accepted.oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
            "lastseen.log.level", Accepted.oneOf("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL"),
            "lastseen.demo-data", Accepted.SWITCH,
            "quarkus.http.port", Accepted.number(0, 65_535),
            "quarkus.http.proxy.proxy-address-forwarding", Accepted.SWITCH,
            "quarkus.shutdown.timeout", Accepted.DURATION);

    private ReadableSettings() {
    }

    /** @throws StartRefused where one cannot be */
    static void check(SmallRyeConfig config, List<Class<?>> mappings) {
        OTHERS.forEach((name, accepted) -> accepted.check(config, name));
        for (Class<?> mapping : mappings) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            Arrays.stream(mapping.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> Accepted.by(method)
                            .ifPresent(accepted -> accepted.check(config, prefix + "." + StringUtil.skewer(method.getName()))));
        }
    }
}
