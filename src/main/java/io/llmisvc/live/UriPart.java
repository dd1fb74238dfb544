package io.llmisvc.live;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of addresses: names are data, whatever they are made of. */
final class UriPart {
  private UriPart() {}

  static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
