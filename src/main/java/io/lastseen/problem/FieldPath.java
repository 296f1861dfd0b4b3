package io.lastseen.problem;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import jakarta.validation.Path;
import java.util.List;

/** Names a field as the client wrote it: {@code origins[0]}, without the names of our methods and parameters. */
final class FieldPath {
    private FieldPath() {}

    static String of(Path path) {
        StringBuilder name = new StringBuilder();
        String parameter = "";
        for (Path.Node node : path) {
            switch (node.getKind()) {
                case PARAMETER -> parameter = node.getName();
                case PROPERTY -> {
                    appendIndex(name, node.getIndex());
                    name.append(name.isEmpty() ? "" : ".").append(node.getName());
                }
                case CONTAINER_ELEMENT -> appendIndex(name, node.getIndex());
                default -> { }
            }
        }
        return name.isEmpty() ? parameter : name.toString();
    }

    static String of(List<Reference> path) {
        StringBuilder name = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                appendIndex(name, step.getIndex());
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return name.toString();
    }

    private static void appendIndex(StringBuilder name, Integer index) {
        if (index != null) {
            name.append('[').append(index).append(']');
        }
    }
}
