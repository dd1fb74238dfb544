package io.llmisvc.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the shared API server, with the CRDs of other projects installed, and a fresh
 * namespace. Constructors, lifecycle methods and tests may take a {@link ControlPlane}, a {@link
 * TestNamespace} and an admin's {@code KubernetesClient}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ControlPlaneExtension.class)
public @interface WithControlPlane {}
