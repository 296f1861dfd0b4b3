package io.lastseen.e2e;

import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.customer.CustomerSite;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one Lastseen, one Chromium and one customer's site for the whole run: starting them takes longer than most
 * tests. Sites of their own and browser contexts keep the tests apart. JUnit closes them at the end.
 */
public final class SharedParts implements ParameterResolver {
    private static final Set<Class<?>> PARTS = Set.of(Lastseen.class, Chromium.class, CustomerSite.class);

    private record Part(AutoCloseable it) implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        @Override
        public void close() throws Exception {
            it.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Lastseen.class) {
            return part(context, type, Lastseen::start);
        }
        return type == Chromium.class ? part(context, type, Chromium::start) : part(context, type, CustomerSite::start);
    }

    private static Object part(ExtensionContext context, Class<?> type, Callable<? extends AutoCloseable> start) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(SharedParts.class))
                .getOrComputeIfAbsent(type, absent -> {
                    try {
                        return new Part(start.call());
                    } catch (Exception e) {
                        throw new IllegalStateException(type.getSimpleName() + " does not start", e);
                    }
                }, Part.class).it();
    }
}
