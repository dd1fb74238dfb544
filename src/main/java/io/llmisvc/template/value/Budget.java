package io.llmisvc.template.value;

import java.util.List;

/**
 * What all templates of one service may cost together. Whatever a template makes happen is charged
 * before it happens, so that nobody who may write a template can take time or memory from others.
 * It counts and reads no clock: the same templates end at the same place, wherever they run. Not
 * thread-safe: one for each expansion.
 */
public final class Budget {
  private final Limits limits;
  private int steps;
  private long bytes;
  private long output;
  private int depth;
  private boolean exceeded;

  public Budget(Limits limits) {
    this.limits = limits;
  }

  /**
   * @param steps tokens parsed, nodes and expressions evaluated, elements and members visited
   * @param bytes of texts that are parsed, read or made on the way, two for each character
   * @param output characters that come out
   * @param depth control structures and named templates within each other, in one template
   */
  public record Limits(int steps, int bytes, int output, int depth) {
    /**
     * For a service. Everything that is shipped and sampled needs less than a fiftieth of each. A
     * service that uses all of it takes a fraction of a second and ten megabytes or so. More output
     * than this fits into no object: etcd takes 1.5 MiB.
     */
    public static final Limits OF_SERVICE = new Limits(100_000, 4 << 20, 1 << 20, 400);
  }

  /** One step. */
  public void step() throws ValueException {
    steps(1);
  }

  public void steps(int count) throws ValueException {
    if (count > limits.steps - steps) {
      throw exceeded(limits.steps, "steps");
    }
    steps += count;
  }

  /** The steps that are left. */
  public int stepsLeft() {
    return limits.steps - steps;
  }

  /** Texts of that many characters, read or made. */
  public void text(long characters) throws ValueException {
    bytes += 2 * characters;
    if (bytes > limits.bytes) {
      throw exceeded(limits.bytes, "bytes of text");
    }
  }

  /** The keys of a map in order, which is work for each of them. */
  public List<String> sortedKeys(Value.Dictionary map) throws ValueException {
    steps(map.size());
    List<String> keys = map.sortedKeys();
    text(keys.stream().mapToLong(String::length).sum());
    return keys;
  }

  public void output(long characters) throws ValueException {
    output += characters;
    if (output > limits.output) {
      throw exceeded(limits.output, "characters of output");
    }
  }

  /** Goes one level down; {@link #leave} comes back. */
  public void enter() throws ValueException {
    if (depth >= limits.depth) {
      throw new ValueException("exceeded maximum template depth (" + limits.depth + ")");
    }
    depth++;
  }

  public void leave() {
    depth--;
  }

  /** Starts with the next template; what the ones before have used is gone. */
  public void surface() {
    depth = 0;
  }

  /** Whether no other template can be expanded. */
  public boolean isExceeded() {
    return exceeded;
  }

  /** The share of what has been used most of, 1 being all of it. */
  public double used() {
    return exceeded
        ? 1
        : Math.max(
            (double) steps / limits.steps,
            Math.max((double) bytes / limits.bytes, (double) output / limits.output));
  }

  private ValueException exceeded(int limit, String unit) {
    exceeded = true;
    return new ValueException(
        "exceeds what all templates of one service may use together: " + limit + " " + unit);
  }
}
