package io.llmisvc.testing;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link WithControlPlane} does. */
final class ControlPlaneExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace STORE = Namespace.create(ControlPlaneExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    ControlPlane controlPlane = ControlPlane.shared();
    context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(
            "crds",
            key -> {
              Crds.install(controlPlane.admin(), Crds.ofOtherProjects());
              return true;
            });
    TestNamespace namespace = TestNamespace.newFor(context.getRequiredTestClass());
    createNamespace(controlPlane.admin(), namespace);
    context.getStore(STORE).put(TestNamespace.class, namespace);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ControlPlane.class
        || type == KubernetesClient.class
        || type == TestNamespace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == TestNamespace.class) {
      return requireNonNull(context.getStore(STORE).get(TestNamespace.class, TestNamespace.class));
    }
    return type == ControlPlane.class ? ControlPlane.shared() : ControlPlane.shared().admin();
  }

  private static void createNamespace(KubernetesClient client, TestNamespace namespace) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace.name())
                .endMetadata()
                .build())
        .create();
  }
}
