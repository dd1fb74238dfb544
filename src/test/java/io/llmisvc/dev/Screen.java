package io.llmisvc.dev;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Shows how services change: redraws a terminal, or else writes what is new line by line. */
final class Screen {
  private static final String CLEAR = "\033[H\033[2J\033[3J";

  private final PrintStream out;
  private final boolean isTerminal;
  private final ServiceTree tree;
  private final Map<String, List<String>> shown = new HashMap<>();
  private List<String> heading = List.of();

  private Screen(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.tree = new ServiceTree(isTerminal && System.getenv("NO_COLOR") == null);
  }

  static Screen ofProcess() {
    return new Screen(System.out, shell("test -t 1", ProcessBuilder.Redirect.INHERIT).equals("0"));
  }

  /** Lines that stay on top. */
  synchronized void heading(List<String> lines) {
    heading = lines;
    lines.forEach(out::println);
  }

  synchronized void show(List<SampleState> services) {
    if (isTerminal) {
      redraw(services);
    } else {
      services.forEach(this::writeNews);
      writeGone(services);
    }
    out.flush();
  }

  /** The whole tree, wherever it is shown. */
  synchronized void showAll(List<SampleState> services) {
    services.forEach(service -> tree.lines(service).forEach(out::println));
    out.println(ServiceTree.summary(services));
    out.flush();
  }

  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  private void redraw(List<SampleState> services) {
    List<String> lines = new ArrayList<>(heading);
    services.forEach(service -> lines.addAll(tree.lines(service)));
    if (lines.size() + 1 > height()) {
      lines.clear();
      lines.addAll(heading);
      services.forEach(service -> lines.addAll(brief(service)));
    }
    lines.add(ServiceTree.summary(services));
    out.print(CLEAR + String.join("\n", lines) + "\n");
  }

  /** When not all fits: what is ready in one line. */
  private List<String> brief(SampleState service) {
    return service.isReady() ? List.of(tree.headline(service)) : tree.lines(service);
  }

  private void writeNews(SampleState service) {
    List<String> facts = ServiceTree.facts(service);
    List<String> before = shown.getOrDefault(service.name(), List.of());
    facts.stream()
        .filter(fact -> !before.contains(fact))
        .forEach(fact -> out.println(service.name() + ": " + fact));
    shown.put(service.name(), facts);
  }

  private void writeGone(List<SampleState> services) {
    Set<String> gone = new TreeSet<>(shown.keySet());
    services.forEach(service -> gone.remove(service.name()));
    gone.forEach(name -> out.println(name + ": deleted"));
    shown.keySet().removeAll(gone);
  }

  private static int height() {
    String[] size = shell("stty size </dev/tty", ProcessBuilder.Redirect.PIPE).split("\\s+");
    return size.length == 3 ? Integer.parseInt(size[0]) : Integer.MAX_VALUE;
  }

  /** What the command says, and its status. */
  private static String shell(String command, ProcessBuilder.Redirect output) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(output)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return (said + " " + process.waitFor()).strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
