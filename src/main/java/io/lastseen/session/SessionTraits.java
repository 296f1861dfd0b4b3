package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.QueryParam;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Query parameters that narrow lists of sessions and all numbers alike, so that every number opens the sessions it counts.
 * A parameter given twice means one or the other, two parameters mean both.
 */
public record SessionTraits(
    @QueryParam("entry") @Parameter(description = "Path of the first view; `*` as in funnels", example = "/guides/*") List<String> entry,
    @QueryParam("exit") @Parameter(description = "Path of the view at the end") List<String> exit,
    @QueryParam("page") @Parameter(description = "Path of any view") List<String> page,
    @QueryParam("event") @Parameter(description = "Name of an event that was tracked", example = "signup") List<String> event,
    @QueryParam("source") @Parameter(description = "Where it came from", example = "google") List<String> source,
    @QueryParam("channel") @Parameter(description = "By which way it came", example = "organic search") List<String> channel,
    @QueryParam("campaign") @Parameter(description = "Of which campaign its link was, upper or lower case, or (none)", example = "spring-sale")
    List<String> campaign,
    @QueryParam("device") @Parameter(description = "desktop, mobile, tablet or other") List<String> device,
    @QueryParam("browser") @Parameter(example = "Firefox") List<String> browser,
    @QueryParam("os") @Parameter(example = "Windows") List<String> os,
    @QueryParam("country") @Parameter(description = "Two letters of ISO 3166-1, or Unknown", example = "DE") List<String> country,
    @QueryParam("language") @Parameter(description = "As ISO 639 has it, or Unknown", example = "de") List<String> language,
    @QueryParam("visitors") @Parameter(description = "new or returning") List<String> visitors) {
    /** All sessions. */
    public static final SessionTraits ANY = new SessionTraits(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final Set<String> KINDS_OF_VISITORS = Set.of("new", "returning");
    private static final int MOST_VALUES = 50;

    /**
     * Conditions on a row {@code s} of session, each led by {@code and}; their values are appended to the parameters.
     *
     * @throws io.lastseen.problem.ProblemException 400 that names the parameter and says what it takes
     */
    public String conditions(Tuple parameters) {
        StringBuilder conditions = new StringBuilder();
        wanted().forEach((trait, values) -> conditions.append(" and ").append(trait.condition(values, parameters)));
        return conditions.toString();
    }

    /** The pages one of which was seen, where none is a pattern; else empty, as where none is asked for. */
    List<String> exactPages() {
        List<String> pages = paths("page", page);
        return pages.stream().anyMatch(path -> path.contains("*")) ? List.of() : pages;
    }

    SessionTraits withoutPages() {
        return new SessionTraits(entry, exit, List.of(), event, source, channel, campaign, device, browser, os, country, language, visitors);
    }

    /** Whether they leave sessions out. */
    public boolean narrows() {
        return !wanted().isEmpty();
    }

    private Map<Trait, List<String>> wanted() {
        Map<Trait, List<String>> wanted = new EnumMap<>(Trait.class);
        wanted.put(Trait.ENTRY, paths("entry", entry));
        wanted.put(Trait.EXIT, paths("exit", exit));
        wanted.put(Trait.PAGE, paths("page", page));
        wanted.put(Trait.EVENT, given("event", event));
        wanted.put(Trait.SOURCE, given("source", source));
        wanted.put(Trait.CHANNEL, given("channel", channel));
        wanted.put(Trait.CAMPAIGN, given("campaign", campaign).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
        wanted.put(Trait.DEVICE, given("device", device));
        wanted.put(Trait.BROWSER, given("browser", browser));
        wanted.put(Trait.OS, given("os", os));
        wanted.put(Trait.COUNTRY, given("country", country));
        wanted.put(Trait.LANGUAGE, given("language", language));
        wanted.put(Trait.VISITORS, given("visitors", visitors));
        if (!KINDS_OF_VISITORS.containsAll(wanted.get(Trait.VISITORS))) {
            throw wrong("visitors", "is new or returning");
        }
        wanted.values().removeIf(List::isEmpty);
        return wanted;
    }

    private static List<String> paths(String name, List<String> paths) {
        List<String> given = given(name, paths);
        if (given.stream().anyMatch(path -> !path.startsWith("/"))) {
            throw wrong(name, "is a path such as /cart or /products/*");
        }
        return given;
    }

    private static List<String> given(String name, List<String> values) {
        List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
        if (given.size() > MOST_VALUES) {
            throw wrong(name, "is given more than " + MOST_VALUES + " times");
        }
        return given;
    }

    private static RuntimeException wrong(String name, String detail) {
        return Problem.ofFields(List.of(new FieldError(name, detail))).asException();
    }
}
