package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.YamlComposer;
import io.llmisvc.tree.YamlTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** The documents of a YAML stream. */
final class YamlText {
  private final Text text;
  private final Problems problems;

  YamlText(Text text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Those that can be read; empty ones are left out but counted. */
  List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    int number = 1;
    try {
      Composer composer = YamlComposer.of(text.content());
      for (; composer.checkNode(); number++) {
        Document document = document(number, composer.getNode());
        if (document != null) {
          documents.add(document);
        }
      }
    } catch (ReaderException e) {
      problems.add(place(number, lineOf(e.getPosition())), "holds a character that YAML forbids");
    } catch (MarkedYAMLException e) {
      problems.add(place(number, line(e)), "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(place(number, 1), YamlComposer.reason(e));
    }
    return documents;
  }

  private @Nullable Document document(int number, Node node) {
    Place place = place(number, node.getStartMark().getLine() + 1);
    try {
      JsonNode tree = YamlTree.strict(text.content().length()).of(node);
      if (tree instanceof ObjectNode object) {
        return new Document(place, object);
      }
      if (!tree.isNull()) {
        problems.add(place, "must be a Kubernetes object, not " + Shapes.name(tree));
      }
    } catch (YamlTree.Refusal e) {
      problems.add(place(number, e.line()), String.valueOf(e.getMessage()));
    }
    return null;
  }

  private Place place(int document, int line) {
    return new Place(text.name(), document, line);
  }

  private static int line(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private int lineOf(int position) {
    String before = text.content().substring(0, Math.min(position, text.content().length()));
    return (int) before.chars().filter(c -> c == '\n').count() + 1;
  }
}
