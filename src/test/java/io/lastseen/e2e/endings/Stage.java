package io.lastseen.e2e.endings;

import io.lastseen.e2e.Api;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.customer.CustomerSite;
import java.time.Duration;
import java.util.Map;

/** What all endings share: the service with one absence shortened and every grace as it is, a browser, the customers' server. */
final class Stage implements AutoCloseable {
    static final Duration PARKED = Duration.ofSeconds(20);
    private static final Map<String, String> SHORTENED = Map.of("lastseen.engagement.parked", PARKED.toSeconds() + "s");

    private final ServiceProcess service = ServiceProcess.start(SHORTENED);
    private final CustomerSite customer = CustomerSite.start();
    private final Chromium chromium = Chromium.start();
    private ServiceProcess restarting;

    Stage() throws Exception { }

    Api api() {
        return new Api(service.url(), service.token());
    }

    CustomerSite customer() {
        return customer;
    }

    Chromium chromium() {
        return chromium;
    }

    /** A service of its own, for visits during which it restarts. */
    synchronized ServiceProcess restarting() {
        if (restarting == null) {
            restarting = ServiceProcess.start(SHORTENED);
        }
        return restarting;
    }

    @Override
    public void close() throws Exception {
        chromium.close();
        customer.close();
        service.close();
        if (restarting != null) {
            restarting.close();
        }
    }
}
