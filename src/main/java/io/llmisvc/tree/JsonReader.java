package io.llmisvc.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/** Reads JSON within {@link ReadLimits}. */
public final class JsonReader {
  private static final Pattern SOURCE = Pattern.compile(", from `[^`]{1,80}`");

  private JsonReader() {}

  public static JsonMapper.Builder builder() {
    return JsonMapper.builder(
        JsonFactory.builder().streamReadConstraints(ReadLimits.CONSTRAINTS).build());
  }

  /** What is wrong, on one line: the limit, or the error of syntax. */
  public static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return e instanceof StreamConstraintsException
        ? SOURCE.matcher(message).replaceAll("")
        : "not JSON: " + message;
  }
}
