package io.llmisvc.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where in the binary the code of a method stands: what is called first when an operator starts
 * comes first, then what is called later, and last what never was. So what runs is on few pages,
 * and only these are in memory. Methods that are not known any more change nothing.
 *
 * @param places by the names of methods, without what tells those of one name apart
 */
record CodeOrder(Map<String, Integer> places) {
  /** Made by {@code scripts/first-calls.sh}. */
  private static final String FILE = "/META-INF/native-image/io.llmisvc/first-calls.txt";

  /** A digest of the parameters. */
  private static final Pattern DIGEST = Pattern.compile("_[0-9A-Za-z]{22}$");

  CodeOrder {
    places = Map.copyOf(places);
  }

  static CodeOrder read() {
    try (InputStream in = CodeOrder.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("%s is not there".formatted(FILE));
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param calls names of methods in the order of their first calls; a line may be a comment
   */
  static CodeOrder of(List<String> calls) {
    Map<String, Integer> places = new HashMap<>();
    calls.stream()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> places.putIfAbsent(line, places.size()));
    return new CodeOrder(places);
  }

  /**
   * @param symbol of a method: class, name and digest
   */
  <M> List<M> sorted(Collection<M> methods, Function<M, String> symbol) {
    record Placed<M>(M method, String symbol, int place) {}
    Function<M, Placed<M>> placed =
        method -> {
          String name = symbol.apply(method);
          return new Placed<>(method, name, place(name));
        };
    return methods.stream()
        .map(placed)
        .sorted(Comparator.<Placed<M>>comparingInt(Placed::place).thenComparing(Placed::symbol))
        .map(Placed::method)
        .toList();
  }

  private int place(String symbol) {
    return places.getOrDefault(DIGEST.matcher(symbol).replaceFirst(""), places.size());
  }
}
