package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /api/v1/namespaces/a/pods?limit=5                           | list             | pods
          GET    | /api/v1/namespaces/a/pods/b                                 | get              | pods
          GET    | /api/v1/pods?allowWatchBookmarks=true&watch=true            | watch            | pods
          GET    | /api/v1/namespaces                                          | list             | namespaces
          GET    | /api/v1/namespaces/apis                                     | get              | namespaces
          GET    | /apis/apps/v1/namespaces/api/deployments                    | list             | deployments
          PATCH  | /apis/apps/v1/namespaces/a/deployments/b?fieldManager=c     | patch            | deployments
          PUT    | /apis/g.io/v1/namespaces/a/things/b/status                  | update           | things
          POST   | /apis/rbac.authorization.k8s.io/v1/clusterroles             | create           | clusterroles
          DELETE | /apis/g.io/v1/namespaces/a/things/b                         | delete           | things
          DELETE | /apis/g.io/v1/namespaces/a/things                           | deletecollection | things
          GET    | /k8s/clusters/c-1/apis/g.io/v1/things/b                     | get              | things
          GET    | /apis/g.io/v1                                               | get              | discovery
          GET    | /api/v1                                                     | get              | discovery
          GET    | /version                                                    | get              | other
          """)
  void namesWhatIsAskedFor(String method, String path, String verb, String resource) {
    assertThat(ApiCall.of(method, URI.create("https://server:6443" + path)))
        .isEqualTo(new ApiCall(verb, resource));
  }
}
