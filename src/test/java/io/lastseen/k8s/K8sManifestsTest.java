package io.lastseen.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered manifests, of the base and of the example that is built on it. */
class K8sManifestsTest {

    record Rendered(String name, List<HasMetadata> objects) {

        <T extends HasMetadata> T only(Class<T> type) {
            List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
            assertThat(found).as(type.getSimpleName() + " in " + name).hasSize(1);
            return found.get(0);
        }

        PodSpec pod() {
            return only(Deployment.class).getSpec().getTemplate().getSpec();
        }

        Container container() {
            return pod().getContainers().get(0);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Rendered> RENDERED = Stream.of("base", "overlays/example")
            .map(name -> new Rendered(name, StrictYaml.read(Kustomize.build(name)))).toList();

    static List<Rendered> rendered() {
        return RENDERED;
    }

    @Test
    void a_field_that_kubernetes_does_not_know_is_refused() {
        assertThatThrownBy(() -> StrictYaml.read("apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {porst: []}"))
                .hasMessageContaining("porst");
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void probes_ask_the_health_endpoints(Rendered it) {
        Container container = it.container();
        assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
        assertThat(container.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void pods_meet_the_restricted_security_standard(Rendered it) {
        PodSpec pod = it.pod();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(Arrays.asList(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())).doesNotContain(true);
        assertThat(pod.getContainers()).hasSize(1).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getSecurityContext().getPrivileged()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        });
        assertThat(pod.getVolumes()).singleElement().satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
        assertThat(it.container().getVolumeMounts()).singleElement().satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void no_pod_holds_a_token_of_the_cluster(Rendered it) {
        assertThat(it.pod().getAutomountServiceAccountToken()).isFalse();
        ServiceAccount account = it.only(ServiceAccount.class);
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(it.pod().getServiceAccountName()).isEqualTo(account.getMetadata().getName());
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void every_variable_is_a_setting_that_exists(Rendered it) throws IOException {
        Set<String> documented = Pattern.compile("`((lastseen|quarkus)\\.[a-z.-]+)`").matcher(Files.readString(Path.of("docs/settings.md")))
                .results().map(match -> variable(match.group(1))).collect(Collectors.toSet());
        assertThat(variables(it)).isNotEmpty().isSubsetOf(documented);
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void nothing_is_embedded_in_a_cluster(Rendered it) {
        assertThat(variables(it)).contains("LASTSEEN_DATABASE_HOST", "LASTSEEN_DATABASE_PASSWORD", "LASTSEEN_OBJECTS_ENDPOINT",
                "LASTSEEN_OBJECTS_ACCESS_KEY", "LASTSEEN_OBJECTS_SECRET_KEY", "LASTSEEN_ACCESS_TOKEN");
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void secrets_come_by_reference_only(Rendered it) throws IOException {
        assertThat(it.objects()).noneMatch(Secret.class::isInstance);
        assertThat(it.container().getEnv()).allSatisfy(variable -> {
            assertThat(variable.getValue()).isNull();
            assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull();
        });
        assertThat(it.only(ConfigMap.class).getData().keySet()).noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|ACCESS_KEY|USER).*"));
        Map<String, Set<String>> examples = StrictYaml.read(Files.readString(Path.of("k8s/overlays/example/secrets.example.yaml")))
                .stream().map(Secret.class::cast)
                .collect(Collectors.toMap(secret -> secret.getMetadata().getName(), secret -> secret.getStringData().keySet()));
        for (EnvVar variable : it.container().getEnv()) {
            SecretKeySelector reference = variable.getValueFrom().getSecretKeyRef();
            assertThat(examples.get(reference.getName())).as(reference.getName()).contains(reference.getKey());
        }
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void a_stopping_pod_finishes_what_is_under_way(Rendered it) {
        long wait = Long.parseLong(it.container().getLifecycle().getPreStop().getExec().getCommand().get(1));
        long drain = Duration.parse("PT" + it.only(ConfigMap.class).getData().get("QUARKUS_SHUTDOWN_TIMEOUT")).toSeconds();
        assertThat(it.pod().getTerminationGracePeriodSeconds()).isGreaterThan(wait + drain);
        assertThat(it.only(Deployment.class).getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void service_and_disruption_budget_select_the_pods(Rendered it) {
        Map<String, String> labels = it.only(Deployment.class).getSpec().getTemplate().getMetadata().getLabels();
        Map<String, String> selector = it.only(Deployment.class).getSpec().getSelector().getMatchLabels();
        assertThat(labels).containsAllEntriesOf(selector);
        assertThat(it.only(Service.class).getSpec().getSelector()).isEqualTo(selector);
        assertThat(it.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels()).isEqualTo(selector);
        assertThat(it.pod().getTopologySpreadConstraints()).isNotEmpty()
                .allSatisfy(spread -> assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(selector));
        assertThat(it.container().getEnvFrom()).singleElement().satisfies(from ->
                assertThat(from.getConfigMapRef().getName()).isEqualTo(it.only(ConfigMap.class).getMetadata().getName()));
    }

    @Test
    void the_base_runs_two_replicas_and_the_example_lets_the_autoscaler_decide() {
        assertThat(RENDERED.get(0).only(Deployment.class).getSpec().getReplicas()).isEqualTo(2);
        assertThat(RENDERED.get(1).only(Deployment.class).getSpec().getReplicas()).isNull();
    }

    private static Stream<String> variables(Rendered it) {
        return Stream.concat(it.only(ConfigMap.class).getData().keySet().stream(), it.container().getEnv().stream().map(EnvVar::getName));
    }

    /** How MicroProfile Config names a property's environment variable. */
    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase();
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }
}
