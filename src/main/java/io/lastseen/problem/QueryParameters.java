package io.lastseen.problem;

import io.lastseen.problem.Problem.FieldError;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a method of a resource takes from an address: in its query, declared by its parameters and beans of them, and in its path. */
final class QueryParameters {
    private final Map<String, Taken> query = new TreeMap<>();
    private final Map<String, Taken> path = new TreeMap<>();
    private final Set<String> lists = new HashSet<>();

    private QueryParameters() {}

    /** What one parameter takes. */
    private interface Taken {
        /** @return empty: it takes the text; else what it takes instead */
        String instead(String text);
    }

    static QueryParameters of(Method method) {
        QueryParameters declared = new QueryParameters();
        for (Parameter parameter : method.getParameters()) {
            declared.add(parameter, parameter.getParameterizedType());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                declared.addBean(parameter.getType());
            }
        }
        return declared;
    }

    private void addBean(Class<?> bean) {
        for (Field field : bean.getDeclaredFields()) {
            add(field, field.getGenericType());
        }
    }

    private void add(AnnotatedElement element, Type type) {
        QueryParam inQuery = element.getAnnotation(QueryParam.class);
        if (inQuery != null) {
            query.put(inQuery.value(), taken(element, type));
            if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
                lists.add(inQuery.value());
            }
        }
        PathParam inPath = element.getAnnotation(PathParam.class);
        if (inPath != null) {
            path.put(inPath.value(), taken(element, type));
        }
    }

    /** In the order of names: those that are not declared, those that say more than is looked at, and those whose text cannot be what is wanted. */
    List<FieldError> wrong(Map<String, List<String>> inQuery, Map<String, List<String>> inPath) {
        List<FieldError> wrong = new ArrayList<>();
        new TreeMap<>(inQuery).forEach((name, texts) -> {
            if (!query.containsKey(name)) {
                String known = query.isEmpty() ? "there are none" : "there are " + String.join(", ", query.keySet());
                wrong.add(new FieldError(name, "is no parameter here; " + known));
            } else if (texts.size() > 1 && !lists.contains(name)) {
                wrong.add(new FieldError(name, "is given " + (texts.size() == 2 ? "twice" : texts.size() + " times") + "; it takes one value"));
            }
        });
        check(query, inQuery, wrong);
        check(path, inPath, wrong);
        return wrong;
    }

    private static void check(Map<String, Taken> declared, Map<String, List<String>> given, List<FieldError> wrong) {
        declared.forEach((name, taken) -> given.getOrDefault(name, List.of()).stream()
                .filter(text -> !taken.instead(text).isEmpty())
                .findFirst()
                .ifPresent(text -> wrong.add(new FieldError(name, "is " + taken.instead(text) + ", not '" + text + "'"))));
    }

    private static Taken taken(AnnotatedElement element, Type type) {
        // Optional<Integer> among others
        String name = type.getTypeName();
        if (name.endsWith("Boolean>") || type == boolean.class || type == Boolean.class) {
            return text -> text.equals("true") || text.equals("false") ? "" : "true or false";
        }
        boolean isInt = name.endsWith("Integer>") || type == int.class || type == Integer.class;
        if (!isInt && !name.endsWith("Long>") && type != long.class && type != Long.class) {
            return text -> "";
        }
        String words = words(element.getAnnotation(Min.class), element.getAnnotation(Max.class));
        return text -> {
            try {
                long value = Long.parseLong(text);
                return isInt && value != (int) value ? words : "";
            } catch (NumberFormatException none) {
                return words;
            }
        };
    }

    private static String words(Min least, Max most) {
        String from = least == null ? "" : " from " + least.value();
        return "a whole number" + from + (most == null ? least == null ? "" : " on" : " to " + most.value());
    }
}
