package io.llmisvc.cluster.sending;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import javax.net.ssl.SSLException;

/** The TLS of a client that asks for a protocol besides. What it trusts is that of another. */
final class Negotiated extends JdkSSLEngineOptions {
  private final JdkSSLEngineOptions trusting;

  Negotiated(JdkSSLEngineOptions trusting) {
    this.trusting = trusting;
  }

  @Override
  public JdkSSLEngineOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return this::context;
  }

  private SslContext context() throws SSLException {
    JdkSslContext trusted = (JdkSslContext) trusting.sslContextFactory().create();
    return new JdkSslContext(
        trusted.context(),
        true,
        trusted.cipherSuites(),
        IdentityCipherSuiteFilter.INSTANCE,
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1),
        ClientAuth.NONE,
        null,
        false);
  }
}
